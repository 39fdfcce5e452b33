package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.tracker.Discard;

/** Case 140: no bytes bring a decoder to fall; a target for each family of link types, and for what needs several frames. */
class FrameDecoderFuzzTest {

    private static final String LONG_ENOUGH = "10m";

    /** A header's own length counts four bits of words. */
    private static final int MOST_OPTIONS = 15 * 4 - 20;

    private static final List<Integer> PACKETS = List.of(LinkType.RAW, LinkType.IPV4, LinkType.IPV6, LinkType.NULL);
    private static final List<Integer> SERIAL = List.of(
            LinkType.PPP,
            LinkType.PPP_HDLC,
            LinkType.PPP_ETHER,
            LinkType.PPP_WITH_DIR,
            LinkType.FRELAY,
            LinkType.C_HDLC,
            LinkType.SLIP);
    private static final List<Integer> WIRELESS =
            List.of(LinkType.IEEE802_11, LinkType.IEEE802_11_RADIOTAP, LinkType.PPI);
    private static final List<Integer> OTHER = List.of(
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.LOOP,
            LinkType.NFLOG,
            LinkType.PKTAP,
            LinkType.FDDI,
            LinkType.IP_OVER_FC,
            LinkType.DSA_TAG_BRCM,
            LinkType.DSA_TAG_BRCM_PREPEND,
            LinkType.DSA_TAG_DSA,
            LinkType.DSA_TAG_EDSA);

    private final FrameDecoder usual = new FrameDecoder((ipVersion, high, low) -> {}, true);
    private int latestRest;
    private final FrameDecoder strict = new FrameDecoder((ipVersion, high, low) -> {}, true, Scrutiny.CHECKSUMS);
    private final FrameDecoder headers = new FrameDecoder();
    private final Segment segment = new Segment();

    static Stream<byte[]> ethernetFrames() {
        return samples(List.of(LinkType.ETHERNET));
    }

    static Stream<byte[]> packets() {
        return samples(PACKETS);
    }

    static Stream<byte[]> serialFrames() {
        return samples(SERIAL);
    }

    static Stream<byte[]> wirelessFrames() {
        return samples(WIRELESS);
    }

    static Stream<byte[]> otherFrames() {
        return samples(OTHER);
    }

    static Stream<byte[]> optionLists() {
        return Stream.of("020405b4", "0402080a000003e80000000001030307", "0101050a0000000100000002", "1312", "0101080a")
                .map(FrameDecoderFuzzTest::content);
    }

    /** Each four bytes are a fragment: see {@link #fragments}. */
    static Stream<byte[]> fragmentLists() {
        return Stream.of("01000300 00030300", "00030300 01000300", "81000300 80030300", "01000200 01020200 00010200")
                .map(FrameDecoderFuzzTest::content);
    }

    private static Stream<byte[]> samples(List<Integer> linkTypes) {
        Set<Integer> wanted = Set.copyOf(linkTypes);
        return SampleFrames.ALL.stream()
                .filter(frame -> wanted.contains(frame.linkType()))
                .map(frame -> content(frame.digits()));
    }

    private static byte[] content(String digits) {
        ByteBuffer bytes = Packets.bytes(digits);
        byte[] content = new byte[bytes.limit()];
        bytes.get(0, content);
        return content;
    }

    @MethodSource("ethernetFrames")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void ethernet(byte[] frame) {
        decode(frame, List.of(LinkType.ETHERNET));
    }

    @MethodSource("packets")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void ip(byte[] packet) {
        decode(packet, PACKETS);
    }

    @MethodSource("serialFrames")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void serial(byte[] frame) {
        decode(frame, SERIAL);
    }

    @MethodSource("wirelessFrames")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void wireless(byte[] frame) {
        decode(frame, WIRELESS);
    }

    @MethodSource("otherFrames")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void others(byte[] frame) {
        decode(frame, OTHER);
    }

    @MethodSource("optionLists")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void tcpOptions(byte[] options) {
        int length = Math.min(options.length, MOST_OPTIONS); // with more, five SACK blocks would find room
        for (int captured = 0; captured <= length; captured++) {
            TcpOptions.decode(ByteBuffer.wrap(options).limit(captured), 0, length, captured, segment);
            assertHasSoundOptions();
        }
    }

    /**
     * Fragments of a few packets: bits (more to come, which packet, IPv6), offset and length in units of eight bytes, units
     * that were not captured.
     */
    @MethodSource("fragmentLists")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void fragments(byte[] list) {
        ByteBuffer fragments = ByteBuffer.wrap(list);
        FrameDecoder decoder = new FrameDecoder();
        String payload = Packets.withoutIpv4(Packets.tcp(Segment.ACK, "", "5a".repeat(2100)));
        for (long nowNs = 1; fragments.remaining() >= 4; nowNs += 1_000_000) {
            int bits = fragments.get();
            int offset = fragments.get() & 0xff;
            int length = 8 * (fragments.get() & 0xf);
            int lacking = 8 * (fragments.get() & 0xf);
            String part = payload.substring(16 * (offset & 0x7f), 16 * (offset & 0x7f) + 2 * length);
            String packet = bits < 0
                    ? Packets.ipv6(
                            44, "0600" + Packets.hex(offset << 3 | (bits & 1)) + "000000" + Packets.hex8(bits) + part)
                    : Packets.ipv4(Packets.hex(bits >>> 1), Packets.hex((bits & 1) << 13 | offset), 6, part);
            byte[] frame = content(packet);
            int captured = Math.max(0, frame.length - lacking);
            Discard verdict = decoder.decode(
                    LinkType.RAW, nowNs, frame.length, ByteBuffer.wrap(frame).limit(captured), 0, captured, segment);
            assertIsSound(verdict);
        }
    }

    private void decode(byte[] frame, List<Integer> linkTypes) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int captured = frame.length;
        for (int linkType : linkTypes) {
            Discard verdict = usual.decode(linkType, 7, captured, bytes, 0, captured, segment);
            assertIsSound(verdict);
            ByteBuffer header = headers.tcpHeader(linkType, 7, captured, bytes, 0, captured);
            if (verdict == Discard.NONE && segment.protocol == Segment.TCP) {
                assertEquals(segment.seq, Objects.requireNonNull(header).getInt(4), "the same segment");
            }
            latestRest = captured;
            usual.passRest(7, bytes, this::decodeRest);
            assertIsSound(strict.decode(linkType, 7, captured + 1000, bytes, 0, captured, segment));
        }
    }

    /** Each is shorter than the one before, so that there is a last. */
    private void decodeRest(int linkType, long timeNs, int wireLength, ByteBuffer bytes, int at, int captured) {
        assertTrue(at > 0 && captured >= 0 && captured < latestRest && wireLength >= captured);
        latestRest = captured;
        assertIsSound(usual.decode(linkType, timeNs, wireLength, bytes, at, captured, segment));
    }

    private void assertIsSound(Discard verdict) {
        if (verdict == Discard.NONE) {
            assertTrue(segment.payloadLength >= 0);
            assertTrue(segment.ipLength >= segment.payloadLength);
            assertTrue(segment.ipVersion == 4 || segment.ipVersion == 6);
            assertTrue(segment.sourcePort >>> 16 == 0 && segment.destinationPort >>> 16 == 0);
            assertHasSoundOptions();
        }
    }

    private void assertHasSoundOptions() {
        assertTrue(segment.windowScale >= -1 && segment.windowScale <= 14);
        assertTrue(segment.sackBlocks >= 0 && segment.sackBlocks <= 4);
    }
}
