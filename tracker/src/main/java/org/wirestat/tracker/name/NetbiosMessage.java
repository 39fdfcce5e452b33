package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Takes names out of NetBIOS's name service: who registers, refreshes or is found under a name; RFC 1002 §4.2. */
final class NetbiosMessage {

    private static final int HEADER_LENGTH = 12;

    private static final int IS_RESPONSE = 0x8000;
    private static final int ERROR = 0xf;

    // RFC 1002 §4.2.1.1; the second refresh is what Windows sends
    private static final int QUERY = 0;
    private static final int REGISTRATION = 5;
    private static final int REFRESH = 8;
    private static final int OTHER_REFRESH = 9;
    private static final int MULTIHOMED_REGISTRATION = 15;

    private static final int NB = 0x20;
    private static final int IS_GROUP = 0x8000;

    /** Two letters for each of sixteen bytes; §4.1. */
    private static final int ENCODED_LENGTH = 32;

    /** What the name is of, its sixteenth byte: a workstation's and a file server's are those of hosts. */
    private static final int WORKSTATION = 0x00;

    private static final int FILE_SERVER = 0x20;

    private static final int MOST_RECORDS = 16;

    private NetbiosMessage() {}

    static void read(ByteBuffer bytes, int from, int to, long timeNs, NameTable table) {
        if (to - from < HEADER_LENGTH) {
            return;
        }
        int flags = bytes.getShort(from + 2) & 0xffff;
        int operation = flags >>> 11 & 0xf;
        boolean isResponse = (flags & IS_RESPONSE) != 0;
        boolean tells = isResponse
                ? operation == QUERY && (flags & ERROR) == 0
                : operation == REGISTRATION
                        || operation == REFRESH
                        || operation == OTHER_REFRESH
                        || operation == MULTIHOMED_REGISTRATION;
        if (!tells) {
            return;
        }
        DomainName names = new DomainName(bytes, from, to);
        int at = from + HEADER_LENGTH;
        int questions = bytes.getShort(from + 4) & 0xffff;
        for (int i = 0; i < questions; i++) {
            if (i == MOST_RECORDS || names.read(at) == null) {
                return;
            }
            at = names.next() + 4;
        }
        int records = 0;
        for (int section = 6; section < HEADER_LENGTH; section += 2) {
            records += bytes.getShort(from + section) & 0xffff;
        }
        for (int i = 0; i < Math.min(records, MOST_RECORDS); i++) {
            String name = names.read(at);
            at = names.next();
            if (name == null || to - at < 10) {
                return;
            }
            int type = bytes.getShort(at) & 0xffff;
            int length = bytes.getShort(at + 8) & 0xffff;
            at += 10;
            if (to - at < length) {
                return;
            }
            for (int entry = 0; type == NB && entry + 6 <= length; entry += 6) {
                if ((bytes.getShort(at + entry) & IS_GROUP) == 0) {
                    IpAddress address = IpAddress.v4(bytes.getInt(at + entry + 2));
                    table.note(address, host(name), NameSource.NBNS, timeNs);
                }
            }
            at += length;
        }
    }

    /** The host's name in an encoded one, or null if it is no host's. */
    private static @Nullable String host(String encoded) {
        if (encoded.length() < ENCODED_LENGTH
                || (encoded.length() > ENCODED_LENGTH && encoded.charAt(ENCODED_LENGTH) != '.')) {
            return null;
        }
        byte[] name = new byte[ENCODED_LENGTH / 2];
        for (int i = 0; i < name.length; i++) {
            int high = encoded.charAt(2 * i) - 'a';
            int low = encoded.charAt(2 * i + 1) - 'a';
            if ((high | low) >>> 4 != 0) {
                return null;
            }
            name[i] = (byte) (high << 4 | low);
        }
        int kind = name[15];
        if (kind != WORKSTATION && kind != FILE_SERVER) {
            return null;
        }
        // In whatever code page the host has; of most names nothing is lost.
        return new String(name, 0, 15, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    }
}
