package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.IpAddress;

class NeighboursTest {

    private final List<String> neighbours = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(
            (ipVersion, high, low) -> neighbours.add(new IpAddress(ipVersion, high, low).toString()), false);
    private final Segment segment = new Segment();

    private Discard decode(int linkType, String digits) {
        ByteBuffer bytes = Packets.bytes(digits);
        return decoder.decode(linkType, 7, bytes.limit(), bytes, 0, bytes.limit(), segment);
    }

    private Discard arp(String operation, String sender, String target) {
        return decode(
                LinkType.ETHERNET,
                Packets.ethernet(
                        "0806", "0001 0800 06 04" + operation + "020000000001" + sender + "000000000000" + target));
    }

    /** A neighbour message from fe80::1 with a target. */
    private Discard ndp(String hopLimit, String type, String code, String source, String target) {
        return decode(
                LinkType.RAW,
                "60000000 0018 3a" + hopLimit + source + "ff020000000000000000000000000001" + type + code
                        + "0000 00000000" + target);
    }

    // ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
    @Test
    void whoAsksStandsOnTheSegmentAndWhoIsAskedForPerhapsNot() {
        assertEquals(Discard.NOT_IP, arp("0001", "0a000001", "0a000002"));
        assertEquals(List.of("10.0.0.1"), neighbours);
    }

    // ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:01, length 28
    @Test
    void whoAnswersStandsOnTheSegment() {
        assertEquals(Discard.NOT_IP, arp("0002", "0a000002", "0a000001"));
        assertEquals(List.of("10.0.0.2"), neighbours);
    }

    @Test
    void probesGroupsLoopbackAndOtherOperationsNameNobody() {
        arp("0001", "00000000", "0a000001"); // Request who-has 10.0.0.1 tell 0.0.0.0
        arp("0001", "7f000001", "0a000001");
        arp("0001", "e0000001", "0a000001");
        arp("0001", "ffffffff", "0a000001");
        arp("0003", "0a000001", "0a000001");
        assertEquals(List.of(), neighbours);
    }

    @Test
    void anArpOfOtherHardwareAndOneCutShort() {
        // eight bytes of hardware address, as InfiniBand-like links have
        decode(
                LinkType.ETHERNET,
                Packets.ethernet("0806", "0020 0800 08 04 0001 0200000000000001 0a000009 0000000000000000 0a000002"));
        assertEquals(List.of("10.0.0.9"), neighbours);
        decode(LinkType.ETHERNET, Packets.ethernet("0806", "0001 0800 ff 04 0001 020000000001 0a000001"));
        assertEquals(List.of("10.0.0.9"), neighbours);
    }

    @Test
    void neighbourDiscoveryNamesWhoSolicitsAndWhatIsAdvertised() {
        String source = "fe800000000000000000000000000001";
        String target = "fd000000000000000000000000000005";
        // fe80::1 > ff02::1: ICMP6, neighbor solicitation, who has fd00::5, length 24
        assertEquals(Discard.NONE, ndp("ff", "87", "00", source, target));
        assertEquals(List.of("fe80::1"), neighbours);
        // fe80::1 > ff02::1: ICMP6, neighbor advertisement, tgt is fd00::5, length 24
        ndp("ff", "88", "00", source, target);
        assertEquals(List.of("fe80::1", "fd00::5"), neighbours);
    }

    @Test
    void neighbourMessagesThatCameThroughARouterOrOnlyTryAnAddressNameNobody() {
        String source = "fe800000000000000000000000000001";
        String unspecified = "00".repeat(16);
        ndp("fe", "87", "00", source, source);
        ndp("ff", "87", "01", source, source);
        ndp("ff", "87", "00", unspecified, source);
        ndp("ff", "88", "00", source, "ff020000000000000000000000000001");
        ndp("ff", "80", "00", source, source);
        assertEquals(List.of(), neighbours);
    }
}
