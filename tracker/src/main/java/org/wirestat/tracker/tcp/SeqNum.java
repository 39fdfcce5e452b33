package org.wirestat.tracker.tcp;

/** Arithmetic of sequence numbers, modulo 2^32; RFC 9293 §3.4. The only place that compares them. */
final class SeqNum {

    private SeqNum() {}

    /** Whether a stands before b, if they are less than 2^31 apart. */
    static boolean before(int a, int b) {
        return a - b < 0;
    }

    static boolean after(int a, int b) {
        return a - b > 0;
    }

    /** Whether a is in the closed range from low to high. */
    static boolean within(int a, int low, int high) {
        return a - low >= 0 && high - a >= 0;
    }
}
