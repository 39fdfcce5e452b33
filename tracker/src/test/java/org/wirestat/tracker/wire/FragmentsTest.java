package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.wire.Packets.ethernet;
import static org.wirestat.tracker.wire.Packets.hex;
import static org.wirestat.tracker.wire.Packets.ipv4;
import static org.wirestat.tracker.wire.Packets.ipv6;
import static org.wirestat.tracker.wire.Packets.length;
import static org.wirestat.tracker.wire.Packets.tcp;
import static org.wirestat.tracker.wire.Packets.udp;
import static org.wirestat.tracker.wire.Packets.withoutIpv4;
import static org.wirestat.tracker.wire.Packets.withoutIpv6;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

/** Cases 141 to 150. */
class FragmentsTest {

    private static final int MORE = 0x2000;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final String DATA = withoutIpv4(tcp(Segment.ACK, "", "5a".repeat(60))); // 80 bytes

    private final FrameDecoder decoder = new FrameDecoder((ipVersion, high, low) -> {}, true);
    private final Segment segment = new Segment();
    private long nowNs = 1_760_000_000_000_000_000L;

    private Discard decode(String frame) {
        ByteBuffer bytes = Packets.bytes(frame);
        return decode(frame, bytes.limit());
    }

    private Discard decode(String frame, int captured) {
        ByteBuffer bytes = Packets.bytes(frame).limit(captured);
        return decoder.decode(LinkType.ETHERNET, nowNs, length(frame), bytes, 0, captured, segment);
    }

    /** The part of a payload from one byte to another, as an IPv4 packet; the last if it reaches to the end. */
    private static String part(String payload, int from, int to, String id, int protocol) {
        String digits = payload.replaceAll("\\s", "");
        int flagsAndOffset = (to < length(payload) ? MORE : 0) | (from / 8);
        return ethernet(ipv4(id, hex(flagsAndOffset), protocol, digits.substring(2 * from, 2 * to)));
    }

    private static String part(String payload, int from, int to) {
        return part(payload, from, to, "0001", 6);
    }

    private static String partOfIpv6(String payload, int from, int to, int nextHeader) {
        String digits = payload.replaceAll("\\s", "");
        int offsetAndMore = from | (to < length(payload) ? 1 : 0);
        return ethernet(
                "86dd",
                ipv6(
                        44,
                        "%02x00%s00000001".formatted(nextHeader, hex(offsetAndMore))
                                + digits.substring(2 * from, 2 * to)));
    }

    private void assertIsData() {
        assertEquals(Segment.TCP, segment.protocol);
        assertEquals(443, segment.destinationPort);
        assertEquals(-16, segment.seq);
        assertEquals(60, segment.payloadLength);
        assertEquals(0x0200_0000_0001L, segment.sourceMac);
    }

    @Test
    void case141_aSegmentInFragmentsCountsWhenItIsWholeInWhateverOrderTheyCome() {
        List<String> parts = new ArrayList<>(List.of(
                part(DATA, 0, 24), part(DATA, 24, 32), part(DATA, 32, 40), part(DATA, 40, 64), part(DATA, 64, 80)));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            for (int k = 0; k < 4; k++) {
                assertEquals(Discard.FRAGMENT, decode(parts.get(k)));
            }
            assertEquals(Discard.NONE, decode(parts.get(4)));
            assertIsData();
            assertEquals(100, segment.ipLength);
            Collections.shuffle(parts, random);
        }
    }

    @Test
    void case141_checksumsAreThoseOfTheWhole() {
        String fin =
                withoutIpv4(tcp(0x11, "", "5a".repeat(60))).replace(" ", ""); // its checksum is for other addresses
        decode(part(fin, 0, 40));
        assertEquals(Discard.NONE, decode(part(fin, 40, 80)));
        assertEquals(Checksum.BAD, segment.checksum);
        String large = withoutIpv4(tcp(0x11, "", "5a".repeat(2_000)));
        decode(part(large, 0, 1_000));
        assertEquals(Discard.NONE, decode(part(large, 1_000, 2_020)));
        assertEquals(2_000, segment.payloadLength);
        assertEquals(Checksum.UNKNOWN, segment.checksum); // only the beginning was kept
    }

    @Test
    void case142_aHeaderThatATinyFirstFragmentCutsIsReadWhenTheRestHasCome() {
        for (int first : new int[] {8, 16}) {
            assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, first)));
            assertEquals(Discard.NONE, decode(part(DATA, first, 80)));
            assertIsData();
        }
    }

    @Test
    void case142_aFirstFragmentAloneSaysNothing() {
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 40)));
    }

    @Test
    void case143_anIpv6PacketWhoseHeadersAreNotAllInTheFirstFragmentIsDropped() {
        String tcp = withoutIpv6(Packets.SYN_IPV6) + "5a".repeat(40);
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(tcp, 0, 16, 6)));
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(tcp, 16, 80, 6)));
        String options = "06 02 0112" + "00".repeat(20) + tcp; // the destination options alone fill the first
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(options, 0, 24, 60)));
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(options, 24, 104, 60)));
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(tcp, 0, 48, 6)));
        assertEquals(Discard.NONE, decode(partOfIpv6(tcp, 48, 80, 6)));
        assertEquals(443, segment.destinationPort);
        assertEquals(40, segment.payloadLength);
    }

    @Test
    void case144_fragmentsThatOverlapSpoilThePacketAndAllThatStillComesOfIt() {
        String reset = withoutIpv4(tcp(0x04, "", "5a".repeat(60)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24)));
        assertEquals(Discard.MALFORMED, decode(part(reset, 0, 24))); // other flags in the same place
        assertEquals(Discard.MALFORMED, decode(part(DATA, 24, 80)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24, "0002", 6)));
        assertEquals(Discard.MALFORMED, decode(part(DATA, 16, 80, "0002", 6)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 40, 64, "0003", 6)));
        assertEquals(Discard.MALFORMED, decode(part(DATA, 0, 48, "0003", 6)));
        nowNs += Fragments.MAX_AGE_NS + 1;
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24)));
        assertEquals(Discard.NONE, decode(part(DATA, 24, 80)));
    }

    @Test
    void case145_theSameFragmentAgainIsACopy() {
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 24, 48)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 24, 48)));
        assertEquals(Discard.NONE, decode(part(DATA, 48, 80)));
        assertIsData();
    }

    @Test
    void case146_lengthsThatCannotBeAreMalformed() {
        String end = "5a".repeat(80);
        assertEquals(Discard.MALFORMED, decode(ethernet(ipv4("0001", "1ffe", 6, end)))); // beyond 65,535
        assertEquals(Discard.MALFORMED, decode(ethernet(ipv4("0001", "2000", 6, "5a".repeat(21)))));
        assertEquals(Discard.MALFORMED, decode(ethernet(ipv4("0001", "2000", 6, ""))));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 64, 80)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 64, 80))); // the last one, twice
        assertEquals(Discard.MALFORMED, decode(ethernet(ipv4("0001", "0009", 6, "5a".repeat(16))))); // another end
        assertEquals(Discard.FRAGMENT, decode(ethernet(ipv4("0002", "2009", 6, "5a".repeat(16)))));
        assertEquals(Discard.MALFORMED, decode(part(DATA, 64, 80, "0002", 6))); // an end before what has come
    }

    @Test
    void case147_anAtomicFragmentIsAWholePacketAndNoPartOfAnother() {
        String tcp = withoutIpv6(Packets.SYN_IPV6);
        assertEquals(Discard.FRAGMENT, decode(partOfIpv6(tcp, 0, 24, 6)));
        assertEquals(Discard.NONE, decode(partOfIpv6(tcp, 0, 40, 6)));
        assertEquals(Checksum.GOOD, segment.checksum);
        assertEquals(Discard.NONE, decode(partOfIpv6(tcp, 24, 40, 6)));
        assertEquals(80, segment.ipLength); // without the fragment header, which the whole has not
    }

    @Test
    void case148_aFloodOfFragmentsFillsABoundedTableAndTheOldestGoes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String data = part(DATA, 0, 40);
        ByteBuffer bytes = Packets.bytes(data);
        int id = 14 + 12;
        int flood = 3 * Fragments.MAX_PACKETS;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < flood; i++) {
            bytes.putInt(id, i);
            decoder.decode(LinkType.ETHERNET, nowNs, bytes.limit(), bytes, 0, bytes.limit(), segment);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 3 << 20, allocated + " bytes");
        String rest = part(DATA, 40, 80);
        ByteBuffer end = Packets.bytes(rest);
        int completed = 0;
        for (int i = 0; i < flood; i++) {
            end.putInt(id, i);
            Discard verdict = decoder.decode(LinkType.ETHERNET, nowNs, end.limit(), end, 0, end.limit(), segment);
            completed += verdict == Discard.NONE ? 1 : 0;
        }
        assertTrue(completed <= Fragments.MAX_PACKETS);
    }

    @Test
    void case148_whatIsNotCompleteAfterHalfAMinuteIsForgotten() {
        decode(part(DATA, 0, 40));
        nowNs += Fragments.MAX_AGE_NS;
        assertEquals(Discard.NONE, decode(part(DATA, 40, 80)));
        decode(part(DATA, 0, 40));
        nowNs += Fragments.MAX_AGE_NS + 1;
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 40, 80)));
    }

    @Test
    void case149_aFragmentThatForbidsFragmentationIsOneAllTheSame() {
        String first = DATA.replace(" ", "").substring(0, 2 * 24);
        String rest = DATA.replace(" ", "").substring(2 * 24);
        assertEquals(Discard.FRAGMENT, decode(ethernet(ipv4("0001", hex(DO_NOT_FRAGMENT | MORE), 6, first))));
        assertEquals(Discard.NONE, decode(ethernet(ipv4("0001", hex(DO_NOT_FRAGMENT | 3), 6, rest))));
        assertIsData();
    }

    @Test
    void case150_fragmentsOfOtherProtocolsHostsAndNumbersDoNotMix() {
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 0, 24)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 24, 80, "0001", 17)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 24, 80, "0002", 6)));
        assertEquals(Discard.FRAGMENT, decode(part(DATA, 24, 80).replace("c0000201", "c0000203")));
        assertEquals(Discard.NONE, decode(part(DATA, 24, 80)));
    }

    @Test
    void aTunnelInFragmentsIsOpened() {
        String vxlan = udp(4789, "08000000 00012300" + ethernet(Packets.SYN));
        assertEquals(Discard.FRAGMENT, decode(part(vxlan, 0, 48, "0001", 17)));
        assertEquals(Discard.NONE, decode(part(vxlan, 48, length(vxlan), "0001", 17)));
        assertEquals(443, segment.destinationPort);
        assertEquals(Segment.SYN, segment.flags);
        assertEquals(1, segment.carriers());
        assertEquals(Checksum.GOOD, segment.checksum);
    }

    @Test
    void headersAreReadWhereTheCaptureKeptNoMore() {
        String data = withoutIpv4(tcp(Segment.ACK, "", "5a".repeat(1_460)));
        assertEquals(Discard.FRAGMENT, decode(part(data, 0, 1_000), 14 + 20 + 20));
        assertEquals(Discard.NONE, decode(part(data, 1_000, 1_480), 14 + 20 + 20));
        assertEquals(1_460, segment.payloadLength);
        assertEquals(Discard.FRAGMENT, decode(part(data, 0, 1_000), 14 + 20 + 16));
        assertEquals(Discard.FRAGMENT, decode(part(data, 1_000, 1_480)));
    }
}
