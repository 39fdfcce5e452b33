package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.wire.Packets.SYN;
import static org.wirestat.tracker.wire.Packets.SYN_IPV6;
import static org.wirestat.tracker.wire.Packets.ethernet;
import static org.wirestat.tracker.wire.Packets.ipv4;
import static org.wirestat.tracker.wire.Packets.ipv6;
import static org.wirestat.tracker.wire.Packets.length;
import static org.wirestat.tracker.wire.Packets.tcp;
import static org.wirestat.tracker.wire.Packets.withoutIpv4;
import static org.wirestat.tracker.wire.Packets.withoutIpv6;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

class FrameDecoderTest {

    private static final int ACK = Segment.ACK;

    private final FrameDecoder decoder = new FrameDecoder((ipVersion, high, low) -> {}, true);
    private final Segment segment = new Segment();

    private Discard decode(int linkType, String digits) {
        return decode(linkType, length(digits), digits);
    }

    private Discard decode(int linkType, int wireLength, String digits) {
        ByteBuffer bytes = Packets.bytes(digits);
        return decoder.decode(linkType, 1_000_000_007L, wireLength, bytes, 0, bytes.limit(), segment);
    }

    private Discard decodeRaw(String packet) {
        return decode(LinkType.RAW, packet);
    }

    @Test
    void aSynIsTakenWithAllItsFields() {
        assertEquals(Discard.NONE, decode(LinkType.ETHERNET, ethernet(SYN)));
        assertEquals(1_000_000_007L, segment.timestampNs);
        assertEquals(74, segment.frameLength);
        assertEquals(60, segment.ipLength);
        assertEquals(4, segment.ipVersion);
        assertEquals(0, segment.sourceHigh);
        assertEquals(0x0a000001L, segment.sourceLow);
        assertEquals(0, segment.destinationHigh);
        assertEquals(0x0a000002L, segment.destinationLow);
        assertEquals(0x1c46, segment.ipId);
        assertEquals(64, segment.hopLimit);
        assertEquals(Segment.TCP, segment.protocol);
        assertEquals(49152, segment.sourcePort);
        assertEquals(443, segment.destinationPort);
        assertEquals(0, segment.payloadLength);
        assertEquals(1, segment.segLen());
        assertEquals(-16, segment.seq);
        assertEquals(0, segment.ack);
        assertEquals(Segment.SYN, segment.flags);
        assertEquals(64240, segment.window);
        assertEquals(7, segment.windowScale);
        assertTrue(segment.hasTimestamp);
        assertEquals(1000, segment.tsVal);
        assertFalse(segment.areOptionsCut);
        assertEquals(Checksum.GOOD, segment.checksum);
    }

    @Test
    void nothingIsCarriedOverFromTheSegmentBefore() {
        // SYN-ACK with MD5; ACK with two SACK blocks
        String signed = tcp(0x12, "1312" + "00".repeat(16) + "0101 030307 00", "");
        String sack = tcp(ACK, "0101 0512 00000001 00000002 00000003 00000004", "");
        for (String before : new String[] {SYN, SYN_IPV6, signed, sack}) {
            decodeRaw(before);
            // 10.0.0.1.5353 > 10.0.0.2.9: UDP, length 4
            assertEquals(
                    Discard.NONE, decodeRaw("45000020000000004011 66cb 0a000001 0a000002 14e90009 000c0000 01020304"));
            assertEquals(Segment.UDP, segment.protocol);
            assertEquals(4, segment.ipVersion);
            assertEquals(0, segment.sourceHigh);
            assertEquals(4, segment.payloadLength);
            assertEquals(4, segment.segLen());
            assertEquals(0, segment.flags);
            assertEquals(0, segment.seq);
            assertEquals(0, segment.window);
            assertOptionsAtRest();
            decodeRaw(before);
            assertEquals(Discard.NONE, decodeRaw(tcp(ACK, "", "00")));
            assertOptionsAtRest();
            decodeRaw(before);
            assertEquals(Discard.NONE, decodeRaw(tcp(ACK, "0101080a 00000005 00000006", "")));
            assertEquals(-1, segment.windowScale);
            assertEquals(0, segment.sackBlocks);
            assertFalse(segment.isSigned);
            assertEquals(5, segment.tsVal);
            assertEquals(6, segment.tsEcr);
        }
    }

    private void assertOptionsAtRest() {
        assertEquals(-1, segment.windowScale);
        assertFalse(segment.hasTimestamp);
        assertEquals(0, segment.tsVal);
        assertEquals(0, segment.tsEcr);
        assertEquals(0, segment.sackBlocks);
        assertEquals(0, segment.sackLeft);
        assertEquals(0, segment.sackRight);
        assertFalse(segment.isSigned);
        assertFalse(segment.areOptionsCut);
        assertEquals(Checksum.UNKNOWN, segment.checksum);
    }

    @Test
    void case24_congestionFlagsDoNotHideASyn() {
        decodeRaw(tcp(0xc2, "", ""));
        assertEquals(0xc2, segment.flags);
        assertTrue(segment.has(Segment.SYN));
        // the AE bit stands beside the data offset (AccECN)
        decodeRaw(tcp(0xc2, "", "").replace("50c2", "51c2"));
        assertEquals(0xc2, segment.flags);
        assertEquals(0, segment.payloadLength);
    }

    @Test
    void case117_emptyAndTinyFramesAreTruncated() {
        for (int linkType : new int[] {0, 1, 101, 108, 113, 276}) {
            assertEquals(Discard.TRUNCATED, decode(linkType, 60, ""));
            assertEquals(Discard.MALFORMED, decode(linkType, 0, ""));
        }
        assertEquals(Discard.TRUNCATED, decode(LinkType.ETHERNET, 60, "020000000002 020000000001 08"));
    }

    @Test
    void case119_ipv4HeaderLengthBelowFiveOrBeyondThePacketIsMalformed() {
        for (int words = 0; words < 5; words++) {
            assertEquals(Discard.MALFORMED, decode(LinkType.ETHERNET, ethernet("4" + words + SYN.substring(2))));
        }
        assertEquals(Discard.MALFORMED, decode(LinkType.ETHERNET, ethernet("4f000014" + SYN.substring(8))));
        assertEquals(Discard.MALFORMED, decode(LinkType.ETHERNET, ethernet("55" + SYN.substring(2))));
        assertEquals(Discard.MALFORMED, decode(LinkType.ETHERNET, ethernet("86dd", "50" + SYN_IPV6.substring(2))));
        assertEquals(Discard.MALFORMED, decode(LinkType.IPV4, SYN_IPV6));
        assertEquals(Discard.MALFORMED, decode(LinkType.IPV6, SYN));
    }

    @Test
    void case120_totalLengthBelowTheHeaderIsMalformed() {
        assertEquals(Discard.MALFORMED, decodeRaw("4500000a" + SYN.substring(8)));
        assertEquals(Discard.MALFORMED, decodeRaw("45000013" + SYN.substring(8)));
    }

    @Test
    void case121_lengthsComeFromTheHeaderNotFromTheCapture() {
        String whole = tcp(ACK, "", "5a".repeat(1000));
        String cut = whole.replaceAll("\\s", "").substring(0, 2 * 54);
        assertEquals(Discard.NONE, decode(LinkType.RAW, 1040, cut));
        assertEquals(1000, segment.payloadLength);
        assertEquals(1040, segment.ipLength);
        // a wire length that was cut with the frame is not believed
        assertEquals(Discard.NONE, decode(LinkType.RAW, 54, cut));
        assertEquals(1000, segment.payloadLength);
    }

    @Test
    void case121_optionsThatWereNotCapturedAreSaidToBeMissing() {
        String cut = SYN.replaceAll("\\s", "").substring(0, 2 * 48);
        assertEquals(Discard.NONE, decode(LinkType.RAW, 60, cut));
        assertTrue(segment.areOptionsCut);
        assertEquals(-1, segment.windowScale);
        assertEquals(1, segment.segLen());
        assertEquals(Checksum.UNKNOWN, segment.checksum);
    }

    @Test
    void case122_totalLengthZeroIsWhatSegmentationOffloadLeaves() {
        String giant = tcp(ACK, "", "5a".repeat(3000)).replaceAll("\\s", "");
        String lengthless = "45000000" + giant.substring(8);
        assertEquals(Discard.NONE, decode(LinkType.ETHERNET, ethernet(lengthless)));
        assertEquals(3000, segment.payloadLength);
        assertEquals(3040, segment.ipLength);
        assertEquals(Discard.NONE, decode(LinkType.ETHERNET, 14 + 100_040, ethernet(lengthless)));
        assertEquals(100_000, segment.payloadLength);
    }

    @Test
    void case122_aPresumedLengthIsNoReasonToCallAChecksumWrong() {
        String fin = tcp(0x11, "", "").replaceAll("\\s", "");
        String lengthless = "45000000" + fin.substring(8);
        decode(LinkType.RAW, lengthless);
        assertEquals(Checksum.GOOD, segment.checksum);
        decode(LinkType.RAW, lengthless + "000000000000"); // padded, against all custom
        assertEquals(Checksum.UNKNOWN, segment.checksum);
    }

    @Test
    void case123_bigTcpOverIpv6WithAndWithoutAJumboOption() {
        String segmentBytes = withoutIpv6(SYN_IPV6) + "5a".repeat(70_000);
        String addresses = "fd000000000000000000000000000001 fd000000000000000000000000000002";
        assertEquals(Discard.NONE, decodeRaw("60000000 0000 06 40" + addresses + segmentBytes));
        assertEquals(70_000, segment.payloadLength);
        String jumbo = "06 00 c204" + "%08x".formatted(8 + 70_040);
        assertEquals(Discard.NONE, decodeRaw("60000000 0000 00 40" + addresses + jumbo + segmentBytes));
        assertEquals(70_000, segment.payloadLength);
        assertEquals(70_088, segment.ipLength);
    }

    @Test
    void case124_jumbogramsWhoseOptionIsMissingWrongOrTooLongAreMalformed() {
        String addresses = "fd000000000000000000000000000001 fd000000000000000000000000000002";
        String payload = withoutIpv6(SYN_IPV6) + "5a".repeat(70_000);
        String[] hopByHop = {
            "06 00 010400000000", // no jumbo option
            "06 00 c204 0000ffff", // not over 65,535
            "06 00 c204 00ffffff", // longer than the frame
            "06 00 c204 ffffffff",
            "06 00 c203 00011198", // option of a wrong length
            "06 00 c208 00011198" // option beyond its header
        };
        for (String options : hopByHop) {
            assertEquals(Discard.MALFORMED, decodeRaw("60000000 0000 00 40" + addresses + options + payload), options);
        }
        // a jumbo option beside a payload length
        assertEquals(Discard.MALFORMED, decodeRaw(ipv6(0, "06 00 c204 00011198" + withoutIpv6(SYN_IPV6))));
    }

    @Test
    void case125_case126_paddingAndFrameCheckSequencesAreNotPayload() {
        assertEquals(Discard.NONE, decode(LinkType.ETHERNET, ethernet(tcp(ACK, "", "")) + "000000000000"));
        assertEquals(0, segment.payloadLength);
        assertEquals(0, segment.segLen());
        assertEquals(60, segment.frameLength);
        decode(LinkType.ETHERNET, ethernet(tcp(0x11, "", "")) + "000000000000 deadbeef");
        assertEquals(0, segment.payloadLength);
        assertEquals(Checksum.GOOD, segment.checksum);
        decode(LinkType.ETHERNET, ethernet("86dd", SYN_IPV6) + "deadbeef");
        assertEquals(0, segment.payloadLength);
    }

    @Test
    void case127_dataOffsetBelowFiveOrBeyondTheSegmentIsMalformed() {
        String packet = tcp(ACK, "", "").replaceAll("\\s", "");
        assertEquals(Discard.MALFORMED, decodeRaw(packet.replace("5010faf0", "4010faf0")));
        assertEquals(Discard.MALFORMED, decodeRaw(packet.replace("5010faf0", "0010faf0")));
        assertEquals(Discard.MALFORMED, decodeRaw(packet.replace("5010faf0", "6010faf0")));
        assertEquals(Discard.MALFORMED, decodeRaw(ipv4(6, "c00001bb 00000001")));
        assertEquals(Discard.MALFORMED, decodeRaw(ipv4(17, "c00001bb 0007 0000")));
        assertEquals(Discard.MALFORMED, decodeRaw(ipv4(17, "c00001bb 00")));
    }

    @Test
    void udpLengthsBelowTheIpLengthRuleAndThoseBeyondDoNot() {
        assertEquals(Discard.NONE, decodeRaw(ipv4(17, "c00001bb 000a 0000 01020304")));
        assertEquals(2, segment.payloadLength);
        assertEquals(Discard.NONE, decodeRaw(ipv4(17, "c00001bb 0fff 0000 01020304")));
        assertEquals(4, segment.payloadLength);
        assertEquals(Discard.NONE, decodeRaw(ipv4(17, "c00001bb 0000 0000 01020304")));
        assertEquals(4, segment.payloadLength);
    }

    @Test
    void case130_extensionHeadersAreBoundedAndOrdered() {
        String pad = " 00 010400000000";
        String tcp = withoutIpv6(SYN_IPV6);
        assertEquals(Discard.NONE, decodeRaw(ipv6(60, ("3c" + pad).repeat(7) + "06" + pad + tcp)));
        assertEquals(Discard.TOO_DEEP, decodeRaw(ipv6(60, ("3c" + pad).repeat(8) + "06" + pad + tcp)));
        assertEquals(Discard.TOO_DEEP, decodeRaw(ipv6(60, ("3c" + pad).repeat(100))));
        assertEquals(Discard.MALFORMED, decodeRaw(ipv6(60, "00" + pad + "06" + pad + tcp))); // hop-by-hop second
        assertEquals(Discard.MALFORMED, decodeRaw(ipv6(60, "3c" + pad))); // nothing behind
        assertEquals(Discard.MALFORMED, decodeRaw(ipv6(60, "06 ff 010400000000" + tcp))); // longer than the packet
        assertEquals(Discard.MALFORMED, decodeRaw(ipv6(60, "06 00 01ff00000000" + tcp))); // option beyond its header
        assertIsOther(59, ipv6(59, tcp));
        assertIsOther(253, ipv6(253, tcp));
        assertIsOther(60, ipv4(60, "06" + pad + withoutIpv4(SYN))); // IPv4 has none of them
    }

    private void assertIsOther(int protocol, String packet) {
        decodeRaw(SYN);
        assertEquals(Discard.NONE, decodeRaw(packet));
        assertEquals(protocol, segment.protocol);
        assertEquals(0, segment.sourcePort);
        assertEquals(0, segment.destinationPort);
        assertEquals(40, segment.ipVersion == 4 ? segment.payloadLength - 8 : segment.payloadLength);
        assertEquals(0, segment.flags);
        assertOptionsAtRest();
    }

    @Test
    void case131_authenticatedPacketsAreReadAndEncryptedOnesAreNot() {
        String tcp = withoutIpv4(SYN);
        assertEquals(Discard.NONE, decodeRaw(ipv4(51, "06 04 0000 00000001 00000001 000000000000000000000000" + tcp)));
        assertEquals(443, segment.destinationPort);
        assertEquals(Discard.NONE, decodeRaw(ipv6(50, "00000001 00000001" + tcp)));
        assertEquals(Segment.ESP, segment.protocol);
    }

    @Test
    void case131_aMobileNodesConnectionHasItsHomeAddressAsItsSocketHas() {
        String home = "fd00000000000000000000000000ffff";
        String tcp = withoutIpv6(SYN_IPV6);
        // IP6 fd00::1 > fd00::2: DSTOPT (padn) (homeaddr: fd00::ffff)
        decodeRaw(ipv6(60, "06 02 0102 0000 c910" + home + tcp));
        assertEquals(0xffff, segment.sourceLow);
        // IP6 fd00::1 > fd00::2: srcrt (len=2, type=2, segleft=1, [0]fd00::ffff)
        decodeRaw(ipv6(43, "06 02 02 01 00000000" + home + tcp));
        assertEquals(0xffff, segment.destinationLow);
        // a source route that is used up: the header holds the final destination
        decodeRaw(ipv6(43, "06 02 00 00 00000000" + home + tcp));
        assertEquals(2, segment.destinationLow);
        // segment routing, reversed list: [0] is last
        decodeRaw(ipv6(43, "06 04 04 01 01000000" + home + "fd000000000000000000000000000002" + tcp));
        assertEquals(0xffff, segment.destinationLow);
    }

    @Test
    void case135_case136_equalWordsInBothVersionsAreNotEqualAddresses() {
        String mapped = "00000000000000000000ffff0a000001 00000000000000000000ffff0a000002";
        decodeRaw("60000000 0028 06 40" + mapped + withoutIpv6(SYN_IPV6));
        assertEquals(6, segment.ipVersion);
        assertEquals(0x0000_ffff_0a00_0001L, segment.sourceLow);
        decodeRaw("60000000 0028 06 40" + "0000000000000000000000000a000001 0000000000000000000000000a000002"
                + withoutIpv6(SYN_IPV6));
        assertEquals(6, segment.ipVersion);
        assertEquals(0x0a00_0001L, segment.sourceLow);
    }

    @Test
    void case137_unspecifiedBroadcastAndGroupAddressesAreGivenAsTheyAre() {
        String packet = SYN.replaceAll("\\s", "");
        assertEquals(Discard.NONE, decodeRaw(packet.replace("0a0000010a000002", "00000000ffffffff")));
        assertEquals(0, segment.sourceLow);
        assertEquals(0xffff_ffffL, segment.destinationLow);
    }

    @Test
    void transportsThatBeginWithPortsGiveThem() {
        for (int protocol : new int[] {IpProtocol.SCTP, IpProtocol.DCCP, IpProtocol.UDP_LITE}) {
            assertEquals(Discard.NONE, decodeRaw(ipv4(protocol, "0b590050 00000000 00000000")));
            assertEquals(protocol, segment.protocol);
            assertEquals(2905, segment.sourcePort);
            assertEquals(80, segment.destinationPort);
            assertEquals(12, segment.payloadLength);
            assertEquals(32, segment.ipLength);
        }
        assertEquals(Discard.MALFORMED, decodeRaw(ipv4(IpProtocol.SCTP, "0b59")));
        assertEquals(
                Discard.TRUNCATED,
                decode(
                        LinkType.RAW,
                        32,
                        ipv4(IpProtocol.SCTP, "0b590050").replaceAll("\\s", "").substring(0, 44)));
    }

    @Test
    void theLinkHeaderGivesItsAddressesAndTags() {
        for (String[] tags : new String[][] {{"0800"}, {"8100 e064 0800"}, {"88a8 0005 8100 2006 0800"}}) {
            decode(LinkType.ETHERNET, ethernet(tags[0], SYN));
            assertEquals(0x0200_0000_0002L, segment.destinationMac);
            assertEquals(0x0200_0000_0001L, segment.sourceMac);
            int tagLength = tags[0].length();
            assertEquals(tagLength > 14 ? 5 : tagLength > 4 ? 100 : Segment.NO_VLAN, segment.vlan());
            assertEquals(tagLength > 14 ? 6 : Segment.NO_VLAN, segment.innerVlan());
        }
        decodeRaw(SYN);
        assertEquals(0, segment.destinationMac);
        assertEquals(0, segment.sourceMac);
        assertEquals(Segment.NO_VLAN, segment.vlan());
    }

    @Test
    void framesFarIntoALargeBufferAreReadThere() {
        ByteBuffer bytes = ByteBuffer.allocate(1000);
        ByteBuffer frame = Packets.bytes(ethernet(SYN));
        bytes.put(900, frame, 0, frame.limit());
        assertEquals(Discard.NONE, decoder.decode(LinkType.ETHERNET, 0, 74, bytes, 900, 74, segment));
        assertEquals(443, segment.destinationPort);
        assertEquals(Discard.NONE, decoder.decode(LinkType.ETHERNET, 0, Integer.MAX_VALUE, bytes, 900, 74, segment));
        assertEquals(0, segment.payloadLength);
    }
}
