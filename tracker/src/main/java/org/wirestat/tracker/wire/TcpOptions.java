package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** TCP options (IANA's kinds). What is not well-formed counts as absent and ends the list. */
final class TcpOptions {

    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int WINDOW_SCALE = 3; // RFC 7323 §2.2
    private static final int SACK = 5; // RFC 2018 §3
    private static final int TIMESTAMP = 8; // RFC 7323 §3.2
    private static final int MD5 = 19; // RFC 2385
    private static final int AUTHENTICATION = 29; // RFC 5925

    private static final int MAX_WINDOW_SCALE = 14; // RFC 7323 §2.3

    /** Two no-operations, kind and length of a timestamp: how nearly every segment with data begins its options. */
    private static final int ALIGNED_TIMESTAMP = 0x0101080a;

    private static final int ALIGNED_TIMESTAMP_LENGTH = 12;

    /** Kinds and lengths of a segment size, a "selective permitted" and a timestamp: how Linux begins those of a SYN. */
    private static final long SYN_OF_LINUX = 0x080a_0402_0000_0204L;

    private static final long SYN_OF_LINUX_MASK = 0xffff_ffff_0000_ffffL;
    private static final int SYN_OF_LINUX_LENGTH = 16;

    private TcpOptions() {}

    /** Takes the options of a header, and resets those that it has not. */
    static void decode(ByteBuffer bytes, int at, int headerEnd, int capturedEnd, Segment into) {
        into.clearOtherOptions();
        boolean areCut = capturedEnd - headerEnd < 0;
        if (headerEnd - at == ALIGNED_TIMESTAMP_LENGTH
                && !areCut
                && HeaderWord.read32(bytes, at) == ALIGNED_TIMESTAMP) {
            takeTimestamp(bytes, at + 4, into);
        } else {
            into.clearTimestamp();
            into.holdsOtherOptions = true;
            into.areOptionsCut = areCut;
            walk(bytes, at, areCut ? capturedEnd : headerEnd, into);
        }
    }

    private static void walk(ByteBuffer bytes, int from, int end, Segment into) {
        int at = from;
        if (end - at >= SYN_OF_LINUX_LENGTH && (HeaderWord.read(bytes, at) & SYN_OF_LINUX_MASK) == SYN_OF_LINUX) {
            takeTimestamp(bytes, at + 8, into);
            at += SYN_OF_LINUX_LENGTH;
        }
        while (end - at >= 2) { // a single byte means nothing
            int kindAndLength = HeaderWord.read16(bytes, at);
            int kind = kindAndLength >>> 8;
            if (kind == END) {
                return;
            }
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = kindAndLength & 0xff;
            if (length < 2 || length > end - at) {
                return;
            }
            take(bytes, at, kind, length, into);
            at += length;
        }
    }

    private static void take(ByteBuffer bytes, int at, int kind, int length, Segment into) {
        switch (kind) {
            case WINDOW_SCALE -> {
                if (length == 3 && into.has(Segment.SYN)) { // RFC 7323 §2.2: elsewhere it is to be ignored
                    into.windowScale = Math.min(bytes.get(at + 2) & 0xff, MAX_WINDOW_SCALE);
                }
            }
            case TIMESTAMP -> {
                if (length == 10) {
                    takeTimestamp(bytes, at + 2, into);
                }
            }
            case SACK -> takeSack(bytes, at + 2, length - 2, into);
            case MD5, AUTHENTICATION -> into.isSigned = true;
            default -> {}
        }
    }

    private static void takeTimestamp(ByteBuffer bytes, int at, Segment into) {
        long timestamp = HeaderWord.read(bytes, at);
        into.hasTimestamp = true;
        into.tsVal = HeaderWord.firstHalf(timestamp);
        into.tsEcr = HeaderWord.lastHalf(timestamp);
    }

    private static void takeSack(ByteBuffer bytes, int first, int length, Segment into) {
        if (length % 8 != 0) {
            return;
        }
        int blocks = length / 8;
        for (int i = 0; i < blocks; i++) {
            long block = HeaderWord.read(bytes, first + 8 * i);
            int left = HeaderWord.firstHalf(block);
            int right = HeaderWord.lastHalf(block);
            if (right - left <= 0) {
                return;
            }
            if (i == 0) {
                into.sackLeft = left;
                into.sackRight = right;
            }
            into.sackBlocks = i + 1;
        }
    }
}
