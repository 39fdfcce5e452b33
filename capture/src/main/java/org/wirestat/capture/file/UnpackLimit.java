package org.wirestat.capture.file;

/**
 * How much compressed data may unpack to. The readers need no more memory for more of it, but time.
 *
 * @param mostBytes so much of each input; {@link #BY_RATIO} for 200 times the size of what is compressed, or 1 GiB: more than
 *     captures come to, and little enough to be read through
 */
public record UnpackLimit(long mostBytes) {

    /** Means that the limit depends on the size. */
    public static final long BY_RATIO = 0;

    public static final UnpackLimit USUAL = new UnpackLimit(BY_RATIO);

    private static final long RATIO = 200;
    private static final long ALWAYS_FINE = 1L << 30;

    boolean isExceeded(long unpacked, long compressed) {
        return mostBytes == BY_RATIO ? unpacked > ALWAYS_FINE && unpacked / RATIO > compressed : unpacked > mostBytes;
    }

    /** What is wrong, and what to do if it is not. */
    String complaint(String format) {
        return mostBytes == BY_RATIO
                ? format + " data unpacks to more than " + RATIO
                        + " times its size; if it is no trap, say how much is fine: --max-uncompressed 100G"
                : format + " data unpacks to more than --max-uncompressed allows";
    }
}
