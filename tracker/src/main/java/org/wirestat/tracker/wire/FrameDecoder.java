package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * From the bytes of one frame to one segment. Each layer checks its own length, takes what it knows and says what comes
 * next; the walk ends at a transport header, or at the reason why there is none. For one thread.
 */
public final class FrameDecoder {

    /** Layers of one frame; more are hostile. */
    private static final int MAX_LAYERS = 16;

    /** IP packets in IP packets: the outermost, and four tunnels (case 134). */
    private static final int MAX_PACKETS = 5;

    private final Cursor cursor = new Cursor();

    /**
     * Decodes a frame.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     * @param into filled if the answer is {@link Discard#NONE}; undefined otherwise
     */
    public Discard decode(
            int linkType,
            long timestampNs,
            int wireLength,
            ByteBuffer bytes,
            int offset,
            int capturedLength,
            Segment into) {
        into.timestampNs = timestampNs;
        into.frameLength = wireLength;
        cursor.start(offset, capturedLength, wireLength);
        Layer next = LinkType.first(linkType, cursor);
        // Nearly all frames take this straight way; the loop below would lead to the same (FrameDecoderSpeed)
        if (next == Layer.ETHERNET) {
            next = Ethernet.open(bytes, cursor);
            if (next == Layer.IPV4) {
                next = Ipv4.open(bytes, cursor, into);
            }
            if (next == Layer.TCP) {
                return Tcp.decode(bytes, cursor, into);
            }
        }
        return walk(next, bytes, into);
    }

    private Discard walk(Layer first, ByteBuffer bytes, Segment into) {
        Layer next = first;
        for (int layers = 0; layers < MAX_LAYERS && cursor.packets <= MAX_PACKETS; layers++) {
            switch (next) {
                case STOP -> {
                    return cursor.verdict();
                }
                case TCP -> {
                    return Tcp.decode(bytes, cursor, into);
                }
                case UDP -> {
                    return Udp.decode(bytes, cursor, into);
                }
                case IPV4 -> next = Ipv4.open(bytes, cursor, into);
                case IPV6 -> next = Ipv6.open(bytes, cursor, into);
                case IP -> next = version(bytes);
                case IP_PROTOCOL -> next = ExtensionHeaders.open(cursor.type, bytes, cursor, into);
                case ETHERNET -> next = Ethernet.open(bytes, cursor);
                case ETHERTYPE -> next = EtherType.open(bytes, cursor);
                case LLC -> next = Llc.open(bytes, cursor);
                case COOKED -> next = LinuxCooked.open(bytes, cursor);
                case COOKED_2 -> next = LinuxCooked.openVersion2(bytes, cursor);
                case LOOPBACK -> next = Loopback.open(bytes, cursor);
            }
        }
        return Discard.TOO_DEEP;
    }

    private Layer version(ByteBuffer bytes) {
        if (!cursor.has(1)) {
            return cursor.lacks(1);
        }
        return switch (bytes.get(cursor.at) >>> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
