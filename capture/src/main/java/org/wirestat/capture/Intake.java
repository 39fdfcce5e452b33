package org.wirestat.capture;

/**
 * How far a source has come with what its kernel has for it. The two numbers are not of one kind in every engine; what
 * tells is whether they move.
 *
 * @param offered rises when the kernel has frames for the source, or has to drop them because none is taken
 * @param taken rises when the source takes frames, whether or not it lends them
 */
public record Intake(long offered, long taken) {

    /** Of a source that does not depend on a kernel. */
    public static final Intake NONE = new Intake(0, 0);

    public Intake plus(Intake other) {
        return new Intake(offered + other.offered, taken + other.taken);
    }
}
