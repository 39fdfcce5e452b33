package org.wirestat.capture.file;

/** What is wrong in a capture, and where; the file's name is added by who knows it. */
final class BrokenCapture extends Exception {

    private static final long serialVersionUID = 1L;

    private BrokenCapture(String message) {
        super(message, null, false, false);
    }

    /**
     * A field cannot be what it says.
     *
     * @param offset of the record in the input
     * @param place such as {@code frame 12}
     */
    static BrokenCapture damaged(long offset, String place, String what) {
        return new BrokenCapture("damaged at byte " + offset + ", in " + place + ": " + what);
    }

    /**
     * The input ends inside a record.
     *
     * @param offset where the input ends
     */
    static BrokenCapture cutShort(long offset, String place, long announced, long there) {
        return new BrokenCapture("cut short at byte " + offset + ", in " + place + ": " + announced
                + " bytes announced, " + there + " there");
    }
}
