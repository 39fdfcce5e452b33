package org.wirestat.cli.view;

/**
 * One answer to "is my mirror port right?".
 *
 * @param subject what was looked at, a word or two
 * @param figures what was seen
 * @param verdict what that means, and what to do about it
 */
public record MirrorFinding(String subject, Grade grade, String figures, String verdict) {

    /** How it stands. */
    public enum Grade {
        GOOD,
        DOUBTFUL,
        BAD
    }
}
