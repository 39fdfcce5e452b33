package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The first message of a TLS client, as far as it is there; RFC 8446 §4.1.2, of all versions alike. */
final class ClientHello {

    static final int HANDSHAKE_RECORD = 0x16;

    private static final int MAJOR_VERSION = 3;
    private static final int CLIENT_HELLO = 1;

    /** Record and handshake headers, version and random number. */
    private static final int RECORD_HEADER = 5;

    private static final int TO_SESSION = RECORD_HEADER + 4 + 2 + 32;

    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;

    private ClientHello() {}

    /** Bytes of its record, the header included; 0 where none of a client begins. */
    static int length(ByteBuffer bytes, int from, int to) {
        return begins(bytes, from, to) ? RECORD_HEADER + (bytes.getShort(from + 3) & 0xffff) : 0;
    }

    private static boolean begins(ByteBuffer bytes, int from, int to) {
        return to - from > TO_SESSION
                && bytes.get(from) == HANDSHAKE_RECORD
                && bytes.get(from + 1) == MAJOR_VERSION
                && bytes.get(from + RECORD_HEADER) == CLIENT_HELLO;
    }

    /** Whom the client wants, or null if it does not say so here (or is none). */
    static @Nullable String serverName(ByteBuffer bytes, int from, int to) {
        if (!begins(bytes, from, to)) {
            return null;
        }
        int at = from + TO_SESSION;
        at += 1 + (bytes.get(at) & 0xff); // session
        at = behind16(bytes, at, to); // cipher suites
        if (at < 0 || at >= to) {
            return null;
        }
        at += 1 + (bytes.get(at) & 0xff); // compression methods
        if (to - at < 2) {
            return null;
        }
        at += 2; // length of all extensions: a segment may end before they do
        while (to - at >= 4) {
            int type = bytes.getShort(at) & 0xffff;
            int next = behind16(bytes, at + 2, to);
            if (type == SERVER_NAME) {
                return next < 0 || next > to ? null : hostName(bytes, at + 4, next);
            }
            if (next < 0) {
                return null;
            }
            at = next;
        }
        return null;
    }

    /** The first entry of the list; there are no other kinds. */
    private static @Nullable String hostName(ByteBuffer bytes, int at, int end) {
        if (end - at < 5 || bytes.get(at + 2) != HOST_NAME) {
            return null;
        }
        int length = bytes.getShort(at + 3) & 0xffff;
        boolean fits = length <= HostName.MOST_LENGTH && length <= end - at - 5;
        return fits ? HostName.text(bytes, at + 5, length) : null;
    }

    /** Index behind a piece that begins with its length in 16 bits; may lie behind the end. -1 if that is missing. */
    private static int behind16(ByteBuffer bytes, int at, int to) {
        return to - at < 2 ? -1 : at + 2 + (bytes.getShort(at) & 0xffff);
    }
}
