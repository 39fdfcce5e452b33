package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.wirestat.tracker.wire.Packets.SYN;
import static org.wirestat.tracker.wire.Packets.SYN_IPV6;
import static org.wirestat.tracker.wire.Packets.ethernet;
import static org.wirestat.tracker.wire.Packets.ipv4;
import static org.wirestat.tracker.wire.Packets.overUdp;
import static org.wirestat.tracker.wire.Packets.udp;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

class EncapsulationTest {

    private final FrameDecoder decoder = new FrameDecoder((ipVersion, high, low) -> {}, true);
    private final Segment segment = new Segment();

    private Discard decode(int linkType, String digits) {
        ByteBuffer bytes = Packets.bytes(digits);
        return decoder.decode(linkType, 7, bytes.limit(), bytes, 0, bytes.limit(), segment);
    }

    private Discard decode(String digits) {
        return decode(LinkType.ETHERNET, digits);
    }

    @ParameterizedTest
    @FieldSource("org.wirestat.tracker.wire.SampleFrames#ALL")
    void case132_case133_case134_theSegmentInsideIsDeliveredAndTheWrapperVanishes(SampleFrames frame) {
        assertEquals(Discard.NONE, decode(frame.linkType(), frame.digits()));
        assertEquals(Packets.length(frame.digits()), segment.frameLength);
        assertEquals(Segment.TCP, segment.protocol);
        assertEquals(49152, segment.sourcePort);
        assertEquals(443, segment.destinationPort);
        assertEquals(-16, segment.seq);
        assertEquals(0, segment.payloadLength);
        assertEquals(7, segment.windowScale);
        assertEquals(Checksum.GOOD, segment.checksum);
        assertEquals(frame.isIpv6() ? 6 : 4, segment.ipVersion);
        assertEquals(frame.isIpv6() ? 1 : 0x0a000001L, segment.sourceLow);
        assertEquals(frame.space(), segment.space);
    }

    @Test
    void case134_tunnelsNestedTenDeepAreCutOffAndTheOuterIsNotMistakenForTheInner() {
        String packet = SYN;
        for (int depth = 0; depth < 10; depth++) {
            packet = ipv4(4, packet);
        }
        assertEquals(Discard.TOO_DEEP, decode(ethernet(packet)));
    }

    @Test
    void case132_moreTagsThanAnybodyStacksAreCutOff() {
        assertEquals(Discard.NONE, decode(ethernet("8100 0001".repeat(8) + "0800", SYN)));
        assertEquals(Discard.TOO_DEEP, decode(ethernet("8100 0001".repeat(9) + "0800", SYN)));
    }

    @Test
    void case133_labelsWithoutBottomOfStackEnd() {
        assertEquals(Discard.TOO_DEEP, decode(ethernet("8847", "00064040".repeat(40))));
        assertEquals(Discard.MALFORMED, decode(ethernet("8847", "00064040".repeat(3))));
    }

    @Test
    void case133_anUnknownLinkTypeIsSaidToBeOne() {
        assertEquals(Discard.UNKNOWN_LINK_TYPE, decode(147, SYN));
        assertEquals(Discard.UNKNOWN_LINK_TYPE, decode(-1, SYN));
    }

    @Test
    void case139_whatIsNotIpIsCounted() {
        assertEquals(Discard.NOT_IP, decode(ethernet("88cc", "0207040200000000010000")));
        assertEquals(Discard.NOT_IP, decode(ethernet("0026", "424203" + "00".repeat(35)))); // spanning tree
        assertEquals(Discard.NOT_IP, decode(ethernet("8863", "1109 0000 0004 01010000"))); // PPPoE discovery
        assertEquals(Discard.NOT_IP, decode(LinkType.PPP, "ff03 c021 01010004")); // link control
        assertEquals(Discard.NOT_IP, decode(LinkType.IEEE802_11, "80000000" + "00".repeat(30))); // beacon
    }

    @ParameterizedTest
    @ValueSource(ints = {4789, 8472, 4790, 6081, 2152, 37008, 3544, 5072, 1701, 4754, 6635})
    void aDatagramThatOnlyHasATunnelsPortIsDeliveredItself(int port) {
        assertEquals(Discard.NONE, decode(overUdp(port, "ff".repeat(40))));
        assertEquals(Segment.UDP, segment.protocol);
        assertEquals(port, segment.destinationPort);
        assertEquals(40, segment.payloadLength);
        assertEquals(0, segment.space);
        assertEquals(Discard.NONE, decode(overUdp(port, "")));
        assertEquals(port, segment.destinationPort);
    }

    @Test
    void aTunnelWithABrokenPacketInsideLeavesTheInnermostSoundDatagram() {
        String broken = "43" + SYN.substring(2); // header length 12
        assertEquals(
                Discard.NONE, decode(overUdp(4789, "08000000 00012300" + overUdp(6081, "00000800 00012400" + broken))));
        assertEquals(6081, segment.destinationPort);
        assertEquals(0x01000123, segment.space);
    }

    @Test
    void equalAddressesInTwoVirtualNetworksStayApart() {
        decode(overUdp(4789, "08000000 00012300" + ethernet(SYN)));
        int first = segment.space;
        decode(overUdp(4789, "08000000 00012400" + ethernet(SYN)));
        assertNotEquals(first, segment.space);
        decode(overUdp(6081, "00006558 00012300" + ethernet(SYN)));
        assertNotEquals(first, segment.space);
        decode(ethernet(SYN));
        assertEquals(0, segment.space);
    }

    @Test
    void bothDirectionsOfAMobilesConnectionAreInOneSpaceThoughTheirTunnelNumbersDiffer() {
        decode(overUdp(2152, "30 ff 003c 00000001" + SYN));
        int up = segment.space;
        String down = ipv4(17, udp(2152, 2152, "30 ff 003c 00000777" + SYN));
        decode(ethernet(down.replace("c0000201 c0000202", "c0000202 c0000201")));
        assertEquals(up, segment.space);
        decode(ethernet(down.replace("c0000201 c0000202", "c0000203 c0000201")));
        assertNotEquals(up, segment.space);
    }

    @Test
    void aSwitchTagInPlaceOfAVlanTagNamesTheVlan() {
        decode(285, "020000000002 020000000001 dada0000 e0080064 0800" + SYN);
        assertEquals(100, segment.vlan());
        decode(284, "020000000002 020000000001 c0080064 0800" + SYN);
        assertEquals(Segment.NO_VLAN, segment.vlan());
    }

    @Test
    void mirrorSessionsAreNoNetworks() {
        decode(ethernet(ipv4(47, "1000 88be 00000001 100a0123 00000000" + ethernet(SYN))));
        assertEquals(0, segment.space);
        decode(ethernet(ipv4(47, "1000 88be 00000001 100a0124 00000000" + ethernet(SYN))));
        assertEquals(0, segment.space);
    }

    @Test
    void aMirroredFrameWithAWrongCrcIsNotBelieved() {
        assertEquals(
                Discard.MALFORMED,
                decode(ethernet(ipv4(47, "1000 22eb 00000001 200a1923 00000001 0000 0000" + ethernet(SYN)))));
    }

    @Test
    void greKeepalivesAndAcknowledgementsCarryNothing() {
        String answer = ipv4(47, "0000 0000");
        assertEquals(Discard.NONE, decode(ethernet(ipv4(47, "0000 0800" + answer))));
        assertEquals(IpProtocol.GRE, segment.protocol);
        assertEquals(4, segment.payloadLength);
        assertEquals(1, segment.carriers());
        assertEquals(Discard.NONE, decode(ethernet(ipv4(47, "2081 880b 0000 0001 00000001"))));
        assertEquals(IpProtocol.GRE, segment.protocol);
        assertEquals(0, segment.carriers());
    }

    @Test
    void theCarriersOfATunnelAreKeptFromTheOutermostOn() {
        String vxlan = udp(4789, "08000000 00012300" + ethernet("8100 0007 0800", SYN));
        assertEquals(Discard.NONE, decode(ethernet("8100 0064 0800", ipv4(47, "0000 0800" + ipv4(17, vxlan)))));
        assertEquals(443, segment.destinationPort);
        assertEquals(7, segment.vlan());
        assertEquals(0x0200_0000_0001L, segment.sourceMac);
        assertEquals(2, segment.carriers());
        assertEquals(IpProtocol.GRE, segment.carrier(0).protocol);
        assertEquals(100, segment.carrier(0).vlan());
        assertEquals(0x0200_0000_0002L, segment.carrier(0).destinationMac);
        assertEquals(Segment.UDP, segment.carrier(1).protocol);
        assertEquals(4789, segment.carrier(1).destinationPort);
        assertEquals(Segment.NO_VLAN, segment.carrier(1).vlan());
        assertEquals(0, segment.carrier(1).sourceMac);
        decode(ethernet(SYN));
        assertEquals(0, segment.carriers());
        assertEquals(Segment.NO_VLAN, segment.vlan());
    }

    @Test
    void encryptedLayersSaySo() {
        assertEquals(Discard.NONE, decode(ethernet(ipv4(50, "00000001 00000001" + "5a".repeat(40)))));
        assertEquals(Segment.ESP, segment.protocol);
        assertEquals(Discard.ENCRYPTED, decode(ethernet("88e5", "2c 00 00000001 0200000000010001" + "5a".repeat(60))));
        assertEquals(
                Discard.ENCRYPTED,
                decode(LinkType.IEEE802_11, "0841 0000 020000000002 020000000001 020000000003 1000" + "5a".repeat(60)));
        assertEquals(Discard.ENCRYPTED, decode(LinkType.PPP, "ff03 00fd" + "5a".repeat(40)));
    }

    @Test
    void anOpaqueTunnelOverUdpStandsForItselfSinceItsSocketIsAllThereIsToSee() {
        assertEquals(Discard.NONE, decode(overUdp(51820, "04000000" + "5a".repeat(60)))); // WireGuard
        assertEquals(51820, segment.destinationPort);
        assertEquals(Discard.NONE, decode(overUdp(4500, "00000001 00000001" + "5a".repeat(40)))); // ESP, RFC 3948
        assertEquals(4500, segment.destinationPort);
    }

    @Test
    void tunnelSignallingIsDeliveredAsTheDatagramItIs() {
        assertEquals(Discard.NONE, decode(overUdp(2152, "32 01 0004 00000000 00010000"))); // GTP echo request
        assertEquals(2152, segment.destinationPort);
        assertEquals(Discard.NONE, decode(overUdp(1701, "c802 000c 0001 0000 0000 0000"))); // L2TP control
        assertEquals(1701, segment.destinationPort);
    }

    @Test
    void laterFragmentsOf80211FramesSayNothing() {
        assertEquals(
                Discard.FRAGMENT,
                decode(LinkType.IEEE802_11, "0801 0000 020000000002 020000000001 020000000003 1100" + SYN));
    }

    @Test
    void aFrameThatItsRadioFoundDamagedIsNotBelieved() {
        String frame = "0801 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800" + SYN;
        assertEquals(Discard.MALFORMED, decode(LinkType.IEEE802_11_RADIOTAP, "00 00 0900 02000000 50" + frame));
    }

    @Test
    void aTeredoBubbleIsAPacketThatCarriesNothing() {
        String bubble = SYN_IPV6.replaceAll("\\s", "").substring(0, 80).replace("00280640", "00003b40");
        assertEquals(Discard.NONE, decode(overUdp(3544, bubble)));
        assertEquals(59, segment.protocol);
        assertEquals(3544, segment.carrier(0).destinationPort);
    }
}
