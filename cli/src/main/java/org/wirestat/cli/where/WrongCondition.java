package org.wirestat.cli.where;

/** A condition that cannot be read. */
public final class WrongCondition extends Exception {

    private static final long serialVersionUID = 1;

    private final int place;

    WrongCondition(String wanted, int place) {
        super("wanted " + wanted);
        this.place = place;
    }

    /** Index of the first character that does not fit; the text's length if it ends too early. */
    public int place() {
        return place;
    }
}
