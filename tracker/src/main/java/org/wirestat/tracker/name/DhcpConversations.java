package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Takes names out of DHCP: what a client calls itself, for the address that it is then given; RFC 2131, RFC 2132. */
final class DhcpConversations {

    private static final int TRANSACTION = 4;
    private static final int CLIENT_ADDRESS = 12;
    private static final int YOUR_ADDRESS = 16;
    private static final int HARDWARE_ADDRESS = 28;
    private static final int COOKIE = 236;
    private static final int MAGIC_COOKIE = 0x63825363;
    private static final int OPTIONS = 240;

    private static final int REQUEST = 1;

    // options, and values of the message type
    private static final int PAD = 0;
    private static final int HOST_NAME = 12;
    private static final int MESSAGE_TYPE = 53;
    private static final int CLIENT_FQDN = 81;
    private static final int END = 255;
    private static final int DHCPACK = 5;

    /** Flag of the client's domain name: it is encoded as in DNS; RFC 4702 §2.1. */
    private static final int IS_ENCODED = 0x04;

    private static final int FQDN_HEADER = 3;

    private static final int MOST_OPEN = 1 << 10;

    /** What clients that wait for an answer call themselves. */
    private final Map<Long, String> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_OPEN;
        }
    };

    void read(ByteBuffer bytes, int from, int to, long timeNs, NameTable table) {
        if (to - from < OPTIONS || bytes.getInt(from + COOKIE) != MAGIC_COOKIE) {
            return;
        }
        int type = 0;
        String name = null;
        for (int at = from + OPTIONS; at < to && bytes.get(at) != (byte) END; ) {
            int option = bytes.get(at) & 0xff;
            if (option == PAD) {
                at++;
                continue;
            }
            if (to - at < 2) {
                break;
            }
            int length = bytes.get(at + 1) & 0xff;
            int value = at + 2;
            if (to - value < length) {
                break;
            }
            if (option == MESSAGE_TYPE && length == 1) {
                type = bytes.get(value);
            } else if (option == HOST_NAME && length > 0) {
                name = withoutEnd(HostName.text(bytes, value, length));
            } else if (option == CLIENT_FQDN && name == null && length > FQDN_HEADER) {
                name = domain(bytes, value, length);
            }
            at = value + length;
        }
        // The client's hardware address and the number of its transaction, which it chose at random.
        Long client = bytes.getLong(from + HARDWARE_ADDRESS) ^ bytes.getInt(from + TRANSACTION);
        if (bytes.get(from) == REQUEST) {
            if (name != null) {
                open.put(client, name);
            }
        } else if (type == DHCPACK) {
            String called = open.remove(client);
            int given = bytes.getInt(from + YOUR_ADDRESS);
            int address = given == 0 ? bytes.getInt(from + CLIENT_ADDRESS) : given;
            table.note(IpAddress.v4(address), name == null ? called : name, NameSource.DHCP, timeNs);
        }
    }

    private static @Nullable String domain(ByteBuffer bytes, int value, int length) {
        int at = value + FQDN_HEADER;
        if ((bytes.get(value) & IS_ENCODED) == 0) {
            return withoutEnd(HostName.text(bytes, at, length - FQDN_HEADER));
        }
        return new DomainName(bytes, at, value + length).read(at);
    }

    /** Some clients count a NUL or a dot at the end in. */
    private static String withoutEnd(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '\0' || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end);
    }
}
