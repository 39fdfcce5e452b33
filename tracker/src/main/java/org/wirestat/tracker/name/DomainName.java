package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the domain names of one message, one after the other; RFC 1035 §4.1.4. */
final class DomainName {

    private static final int POINTER = 0xc0;

    private final ByteBuffer bytes;
    private final int from;
    private final int to;
    private final byte[] name = new byte[HostName.MOST_LENGTH];
    private int next;

    /**
     * @param from index of the first byte of the message
     * @param to index after its last byte
     */
    DomainName(ByteBuffer bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** Index after the name that was read last. */
    int next() {
        return next;
    }

    /**
     * Reads the name that begins there. Letters become small, since resolvers vary them at random to recognise their
     * answers; internationalised labels stay as they are (xn--…).
     *
     * @return null if the message is broken there: then nothing behind it can be read. Empty for the root, and for a name
     *     that pretends to have other labels than it has.
     */
    @Nullable
    String read(int at) {
        int here = at;
        int lowest = at; // each pointer has to go further back, and so there is an end of them
        int length = 0;
        boolean isHonest = true;
        next = -1;
        while (true) {
            if (here >= to) {
                return null;
            }
            int label = bytes.get(here) & 0xff;
            if (label == 0) {
                next = next < 0 ? here + 1 : next;
                return isHonest ? HostName.text(name, length) : "";
            }
            if ((label & POINTER) == POINTER) {
                if (here + 1 >= to) {
                    return null;
                }
                next = next < 0 ? here + 2 : next;
                here = from + (bytes.getShort(here) & 0x3fff);
                if (here >= lowest) {
                    return null;
                }
                lowest = here;
                continue;
            }
            boolean isSeparated = length > 0;
            if ((label & POINTER) != 0 || to - here <= label || length + label + (isSeparated ? 1 : 0) > name.length) {
                return null;
            }
            if (isSeparated) {
                name[length++] = '.';
            }
            for (int i = 1; i <= label; i++) {
                byte b = bytes.get(here + i);
                isHonest &= b != '.';
                name[length++] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
            }
            here += 1 + label;
        }
    }
}
