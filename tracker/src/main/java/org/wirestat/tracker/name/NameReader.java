package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.wire.PayloadListener;
import org.wirestat.tracker.wire.Segment;

/** Reads names out of the payloads that may hold some, into a table. */
public final class NameReader implements PayloadListener {

    private static final int DNS = 53;
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int NETBIOS = 137;
    private static final int MDNS = 5353;
    private static final int LLMNR = 5355;

    private final NameTable table;
    private final SplitHellos hellos = new SplitHellos();
    private final DhcpConversations dhcp = new DhcpConversations();

    public NameReader(NameTable table) {
        this.table = table;
    }

    @Override
    public boolean wants(Segment segment) {
        if (segment.protocol == Segment.TCP) {
            return segment.capturedPayload > 0; // which of it is TLS only its first byte tells
        }
        return segment.protocol == Segment.UDP
                && (namesHosts(segment.sourcePort) || namesHosts(segment.destinationPort));
    }

    private static boolean namesHosts(int port) {
        return switch (port) {
            case DNS, DHCP_SERVER, DHCP_CLIENT, NETBIOS, MDNS, LLMNR -> true;
            default -> false;
        };
    }

    @Override
    public void onPayload(Segment segment, ByteBuffer bytes, int from, int to) {
        if (segment.protocol == Segment.TCP) {
            onTcp(segment, bytes, from, to);
            return;
        }
        long timeNs = segment.timestampNs;
        switch (segment.sourcePort) {
            case DNS -> DnsMessage.read(bytes, from, to, NameSource.DNS, timeNs, table);
            case MDNS -> DnsMessage.read(bytes, from, to, NameSource.MDNS, timeNs, table);
            case LLMNR -> DnsMessage.read(bytes, from, to, NameSource.LLMNR, timeNs, table);
            case NETBIOS -> NetbiosMessage.read(bytes, from, to, timeNs, table);
            case DHCP_SERVER, DHCP_CLIENT -> dhcp.read(bytes, from, to, timeNs, table);
            default -> {
                // asks one of them
            }
        }
    }

    private void onTcp(Segment segment, ByteBuffer bytes, int from, int to) {
        if (from >= to) {
            return;
        }
        String server = hellos.goOn(segment, bytes, from, to);
        if (server == null && bytes.get(from) == ClientHello.HANDSHAKE_RECORD) {
            server = ClientHello.serverName(bytes, from, to);
            if (server == null) {
                hellos.begin(segment, bytes, from, to);
            }
        }
        if (server != null) {
            IpAddress address = new IpAddress(segment.ipVersion, segment.destinationHigh, segment.destinationLow);
            table.note(address, server, NameSource.TLS, segment.timestampNs);
        } else if (segment.sourcePort == DNS && to - from > 2) {
            // RFC 1035 §4.2.2: each message behind its length; those that begin in the middle of a segment are not
            // found
            int end = from + 2 + (bytes.getShort(from) & 0xffff);
            DnsMessage.read(bytes, from + 2, Math.min(end, to), NameSource.DNS, segment.timestampNs, table);
        }
    }
}
