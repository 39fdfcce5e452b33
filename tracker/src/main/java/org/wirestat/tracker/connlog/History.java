package org.wirestat.tracker.connlog;

/**
 * The letters of a connection's history, five bits each, in words of a {@link Conn}: twelve a word. Upper case is the
 * originator's, lower case the responder's.
 */
final class History {

    /** Letters that a word takes. */
    static final int WORD_LETTERS = 12;

    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    /** A letter's code is its place here, from 1 on. */
    private static final String LETTERS = "^SHADFRCGTWIQXshadfrcgtwiqx";

    private static final byte[] CODES = codes();

    private History() {}

    static long append(long word, int letters, char letter) {
        return word | ((long) CODES[letter] << (letters * BITS));
    }

    static void decode(long word, StringBuilder to) {
        for (long rest = word; rest != 0; rest >>>= BITS) {
            to.append(LETTERS.charAt((int) (rest & MASK) - 1));
        }
    }

    /** The responder's letter for the same event. */
    static char ofResponder(char letter) {
        return (char) (letter | 0x20);
    }

    private static byte[] codes() {
        byte[] codes = new byte[128];
        for (int i = 0; i < LETTERS.length(); i++) {
            codes[LETTERS.charAt(i)] = (byte) (i + 1);
        }
        return codes;
    }
}
