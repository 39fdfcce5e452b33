package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.wirestat.tracker.wire.Packets.SYN;
import static org.wirestat.tracker.wire.Packets.SYN_IPV6;
import static org.wirestat.tracker.wire.Packets.ethernet;
import static org.wirestat.tracker.wire.Packets.ipv4;
import static org.wirestat.tracker.wire.Packets.ipv6;
import static org.wirestat.tracker.wire.Packets.length;
import static org.wirestat.tracker.wire.Packets.udp;
import static org.wirestat.tracker.wire.Packets.withoutIpv6;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

class IcmpTest {

    // IP 192.0.2.1 > 192.0.2.2: ICMP 10.0.0.2 tcp port 443 unreachable, length 68
    private static final String UNREACHABLE = ipv4(1, "0303 112e 00000000" + SYN);

    // IP6 fd00::1 > fd00::2: ICMP6, destination unreachable, unreachable port, fd00::2 tcp port 443, length 88
    private static final String UNREACHABLE_V6 = ipv6(58, "0104 9e2a 00000000" + SYN_IPV6);

    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment segment = new Segment();

    private Segment decode(String packet) {
        return decode(packet, length(packet));
    }

    private Segment decode(String packet, int captured) {
        ByteBuffer bytes = Packets.bytes(packet).limit(captured);
        assertEquals(Discard.NONE, decoder.decode(LinkType.RAW, 7, length(packet), bytes, 0, bytes.limit(), segment));
        return segment;
    }

    private static String icmp(String message) {
        return ipv4(1, message);
    }

    @Test
    void anEchoGivesItsTypeAndQuotesNothing() {
        decode(icmp("0800 f7fd 0001 0001 5a5a5a5a"));
        assertEquals(Segment.ICMP, segment.protocol);
        assertEquals(8, segment.sourcePort);
        assertEquals(0, segment.destinationPort);
        assertEquals(4, segment.payloadLength);
        assertEquals(32, segment.ipLength);
        assertNull(segment.quoted());
        decode(ipv6(58, "8000 0000 0001 0001"));
        assertEquals(Segment.ICMPV6, segment.protocol);
        assertEquals(128, segment.sourcePort);
        assertEquals(0, segment.payloadLength);
        assertNull(segment.quoted());
    }

    @Test
    void case138_anErrorIsNotTheSegmentThatItQuotes() {
        for (String error : List.of(UNREACHABLE, UNREACHABLE_V6)) {
            decode(error);
            assertEquals(error.equals(UNREACHABLE) ? 3 : 1, segment.sourcePort);
            assertEquals(error.equals(UNREACHABLE) ? 3 : 4, segment.destinationPort);
            assertEquals(Checksum.GOOD, segment.checksum);
            assertEquals(0, segment.flags);
            Segment quoted = segment.quoted();
            assertNotNull(quoted);
            assertEquals(Segment.TCP, quoted.protocol);
            assertEquals(segment.ipVersion, quoted.ipVersion);
            assertEquals(49152, quoted.sourcePort);
            assertEquals(443, quoted.destinationPort);
            assertEquals(-16, quoted.seq);
            assertEquals(segment.ipVersion == 4 ? 0x0a000001L : 1, quoted.sourceLow);
            assertEquals(segment.ipVersion == 4 ? 0x0a000002L : 2, quoted.destinationLow);
        }
    }

    @Test
    void case138_aQuoteThatEndsBeforeTheSequenceNumberIsNone() {
        int headers = 20 + 8 + 20;
        for (int captured = 24; captured <= length(UNREACHABLE); captured++) {
            decode(UNREACHABLE, captured);
            assertEquals(captured >= headers + 8, segment.quoted() != null, captured + " bytes");
            assertEquals(captured == length(UNREACHABLE) ? Checksum.GOOD : Checksum.UNKNOWN, segment.checksum);
        }
        // the eight bytes that RFC 792 promises, and no more on the wire either
        decode(icmp("0303 0000 00000000" + SYN.replaceAll("\\s", "").substring(0, 2 * 28)));
        assertNotNull(segment.quoted());
        assertEquals(Checksum.BAD, segment.checksum);
    }

    @Test
    void case138_nestedCutAndLaterFragmentsGiveNoQuote() {
        decode(icmp("0303 0000 00000000" + "55" + SYN.substring(2)));
        assertNull(segment.quoted());
        decode(icmp("0303 0000 00000000" + ipv4("0001", "0007", 6, "00".repeat(20))));
        assertNull(segment.quoted());
        decode(icmp("0303 0000 00000000"));
        assertNull(segment.quoted());
        decode(UNREACHABLE); // and nothing stays of the last one
        decode(icmp("0303 0000"));
        assertNull(segment.quoted());
        decode(icmp("0303 0000 00000000" + UNREACHABLE));
        Segment quoted = segment.quoted();
        assertNotNull(quoted);
        assertEquals(Segment.ICMP, quoted.protocol);
        assertEquals(3, quoted.sourcePort);
        assertNull(quoted.quoted());
    }

    @Test
    void errorsAboutOtherTransportsQuoteThemToo() {
        decode(icmp("0b00 0000 00000000" + ipv4(17, udp(53, "5a"))));
        Segment quoted = segment.quoted();
        assertNotNull(quoted);
        assertEquals(Segment.UDP, quoted.protocol);
        assertEquals(53, quoted.destinationPort);
        decode(icmp("0c00 0000 00000000" + ipv4(47, "0000 0800")));
        quoted = segment.quoted();
        assertNotNull(quoted);
        assertEquals(IpProtocol.GRE, quoted.protocol);
        decode(ipv6(58, "0300 0000 00000000" + ipv6(60, "06 00 010400000000" + withoutIpv6(SYN_IPV6))));
        quoted = segment.quoted();
        assertNotNull(quoted);
        assertEquals(443, quoted.destinationPort);
    }

    @Test
    void anErrorInsideATunnelKeepsItsCarrier() {
        decode(ipv4(47, "0000 6558" + ethernet(UNREACHABLE)));
        assertNotNull(segment.quoted());
        assertEquals(1, segment.carriers());
    }
}
