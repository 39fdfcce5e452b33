package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** Label stack entries (RFC 3032). What they carry is not named; its first bytes tell. */
final class Mpls {

    private static final int ENTRY_LENGTH = 4;
    private static final int BOTTOM_OF_STACK = 0x100;
    private static final int MAX_LABELS = 16;

    private static final int CONTROL_WORD_LENGTH = 4;

    private Mpls() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        for (int labels = 0; labels < MAX_LABELS; labels++) {
            if (!cursor.has(ENTRY_LENGTH)) {
                return cursor.lacks(ENTRY_LENGTH);
            }
            int entry = bytes.getInt(cursor.at);
            cursor.at += ENTRY_LENGTH;
            if ((entry & BOTTOM_OF_STACK) != 0) {
                return payload(bytes, cursor);
            }
        }
        return cursor.stop(Discard.TOO_DEEP);
    }

    /** RFC 7510. Nearly anything may pass for labels: only IP behind them is proof. */
    static Layer openInUdp(ByteBuffer bytes, Cursor cursor) {
        Layer payload = open(bytes, cursor);
        boolean isCut = payload == Layer.STOP && cursor.verdict() == Discard.TRUNCATED;
        return payload == Layer.IPV4 || payload == Layer.IPV6 || isCut ? payload : cursor.refuse();
    }

    /** RFC 4928 §3: 4 and 6 are IP, 0 and 1 a control word; but a pseudowire without one may begin with any address. */
    private static Layer payload(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(CONTROL_WORD_LENGTH)) {
            return cursor.lacks(CONTROL_WORD_LENGTH);
        }
        int first = bytes.getInt(cursor.at);
        int available = cursor.wireEnd - cursor.at;
        return switch (first >>> 28) {
            case 4 -> (first & 0xffff) > available ? Layer.ETHERNET : Layer.IPV4;
            case 6 -> Layer.IPV6;
            case 0 -> pseudowire(bytes, cursor);
            case 1 -> cursor.stop(Discard.NOT_IP); // RFC 5586: associated channel
            default -> Layer.ETHERNET;
        };
    }

    /** RFC 4448 §4.6 leaves the control word to those who set the wire up, and most addresses begin with a 0 too. */
    private static Layer pseudowire(ByteBuffer bytes, Cursor cursor) {
        boolean hasControlWord =
                InnerEthernet.begins(bytes, cursor, CONTROL_WORD_LENGTH) || !InnerEthernet.begins(bytes, cursor, 0);
        return hasControlWord ? cursor.skip(CONTROL_WORD_LENGTH, Layer.ETHERNET) : Layer.ETHERNET;
    }
}
