package org.wirestat.tracker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;

/** Each protocol that names hosts, in the frames that carry it. */
class NamesInTrafficTest {

    // 10.0.0.53.53 > 10.0.0.1.3333: 4660 q: A? wWw.ExAmple.com. 2/0/0
    //   wWw.ExAmple.com. CNAME edge.example.net., edge.example.net. A 198.51.100.7 (79)
    static final byte[] ANSWER = Told.bytes(
            "1234 8180 0001 0002 0000 0000 03 775777 07 4578416d706c65 03 636f6d 00 0001 0001",
            "c00c 0005 0001 0000012c 0012 04 65646765 07 6578616d706c65 03 6e6574 00",
            "c02d 0001 0001 0000012c 0004 c6336407");

    // 10.0.0.53.53 > 10.0.0.1.3333: 4661 q: PTR? 7.100.51.198.in-addr.arpa. 1/0/0
    //   7.100.51.198.in-addr.arpa. PTR mail.example.org. (73)
    static final byte[] POINTER = Told.bytes(
            "1235 8180 0001 0001 0000 0000 01 37 03 313030 02 3531 03 313938 07 696e2d61646472 04 61727061 00 000c 0001",
            "c00c 000c 0001 0000012c 0012 04 6d61696c 07 6578616d706c65 03 6f7267 00");

    // 10.0.0.53.5353 > 10.0.0.1.5353: 0*- [0q] 1/0/1 printer.local. (Cache flush) A 10.0.0.9
    //   ar: printer.local. (Cache flush) AAAA fe80::9 (69)
    static final byte[] MULTICAST = Told.bytes(
            "0000 8400 0000 0001 0000 0001 07 7072696e746572 05 6c6f63616c 00 0001 8001 00000078 0004 0a000009",
            "c00c 001c 8001 00000078 0010 fe800000000000000000000000000009");

    private static final String FILES = "20 4547454a454d45464644434143414341434143414341434143414341434143 41 00";

    /** FILES<20> registers 10.0.0.8. */
    static final byte[] REGISTRATION =
            Told.bytes("0077 2910 0001 0000 0000 0001", FILES, "0020 0001 c00c 0020 0001 000493e0 0006 0000 0a000008");

    /** Who is FILES<20>? 10.0.0.8. */
    static final byte[] FOUND =
            Told.bytes("0078 8580 0000 0001 0000 0000", FILES, "0020 0001 000493e0 0006 6000 0a000008");

    /** What openssl 3.0 sends for {@code s_client -tls1_2 -servername www.example.com} with one cipher and one group. */
    static final byte[] HELLO = Told.bytes(
            "16 0301 006d 01 000069 0303 2032267fb0b1aa31c1d9a49902a33fabd017da1f976f6d4433fbfc01e39ba94f 00",
            "0004 c02f00ff 01 00 003c 0000 0014 0012 00 000f 7777772e6578616d706c652e636f6d",
            "000b 0004 03000102 000a 0004 0002001d 0023 0000 0016 0000 0017 0000 000d 0004 00020401");

    private final Told told = new Told();

    @Test
    void anAddressIsCalledByTheNameThatWasAskedForAndNotByItsAliasInSmallLetters() {
        told.udp(53, 3333, ANSWER);
        assertEquals("www.example.com (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void aReverseLookUpNamesTheAddressThatIsAskedFor() {
        told.udp(53, 3333, POINTER);
        assertEquals("mail.example.org (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void theNewestNameWins() {
        told.udp(53, 3333, POINTER).udp(53, 3333, ANSWER);
        assertEquals("www.example.com (DNS)", told.far(198, 51, 100, 7));
        told.udp(53, 3333, POINTER);
        assertEquals("mail.example.org (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void anAnswerOverTcpInOneSegment() {
        byte[] message = new byte[ANSWER.length + 2];
        message[1] = (byte) ANSWER.length;
        System.arraycopy(ANSWER, 0, message, 2, ANSWER.length);
        told.tcp(53, 3333, message);
        assertEquals("www.example.com (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void whatIsNotFromANameServersPortIsNoAnswer() {
        told.udp(3333, 53, ANSWER).udp(4444, 3333, ANSWER);
        assertNull(told.far(198, 51, 100, 7));
    }

    @Test
    void aHostTellsItsNamesToItsLinkWithAllItsAddresses() {
        told.udp(5353, 5353, MULTICAST);
        assertEquals("printer.local (MDNS)", told.near(10, 0, 0, 9));
        SeenName name = told.names.name(IpAddress.v6(0xfe80L << 48, 9), true);
        assertEquals("printer.local", name == null ? "" : name.text());
    }

    @Test
    void llmnrAnswersAsDnsDoes() {
        told.udp(5355, 3333, ANSWER);
        assertEquals("www.example.com (LLMNR)", told.far(198, 51, 100, 7));
    }

    @Test
    void netbiosNamesWhoRegistersAndWhoIsFound() {
        told.udp(137, 137, REGISTRATION);
        assertEquals("files (NBNS)", told.near(10, 0, 0, 8));
        Told other = new Told().udp(137, 137, FOUND);
        assertEquals("files (NBNS)", other.near(10, 0, 0, 8));
    }

    @Test
    void aGroupsNameIsNoHostsName() {
        byte[] group = FOUND.clone();
        group[group.length - 6] |= (byte) 0x80;
        assertNull(told.udp(137, 137, group).near(10, 0, 0, 8));
    }

    @Test
    void tlsNamesTheServerThatAClientWantsUnlessItStandsNearby() {
        told.tcp(40000, 443, HELLO);
        assertEquals("www.example.com (TLS)", told.far(10, 0, 0, 1));
        assertNull(told.near(10, 0, 0, 1), "a stranger may call our server what he likes");
    }

    @Test
    void tlsIsFoundOnAnyPortAndInWhatWasCapturedOfASegment() {
        told.tcp(40000, 10443, HELLO, 80);
        assertEquals("www.example.com (TLS)", told.far(10, 0, 0, 1));
        for (int captured = 0; captured < 78; captured++) {
            assertNull(new Told().tcp(40000, 443, HELLO, captured).far(10, 0, 0, 1), "of " + captured + " bytes");
        }
    }

    /** What a browser with keys of 1,200 bytes sends: the name may stand behind them, in another segment. */
    @Test
    void tlsIsFoundInTwoOrThreeSegments() {
        int seq = -30; // numbers begin anew in the middle of it
        for (int first = 44; first < 78; first++) {
            assertEquals(
                    "www.example.com (TLS)",
                    new Told()
                            .hello(seq, 0, first)
                            .hello(seq, first, HELLO.length)
                            .far(10, 0, 0, 1),
                    "cut after " + first);
            assertEquals(
                    "www.example.com (TLS)",
                    new Told()
                            .hello(seq, 0, first)
                            .tcp(40001, 443, seq + first, new byte[20], 20) // of another client
                            .hello(seq, first, first + 1)
                            .hello(seq, first + 1, HELLO.length)
                            .far(10, 0, 0, 1),
                    "cut twice after " + first);
        }
    }

    @Test
    void segmentsThatDoNotFollowEachOtherMakeNoName() {
        Told gap = new Told().hello(0, 0, 60).hello(1, 60, HELLO.length);
        assertNull(gap.far(10, 0, 0, 1), "a byte is missing");
        Told cut = new Told().tcp(40000, 443, 0, HELLO, 60).hello(0, 60, HELLO.length);
        assertNull(cut.far(10, 0, 0, 1), "the first was not captured whole, and so the second is no continuation");
        Told again = new Told().hello(0, 0, 60).hello(0, 0, 60).hello(0, 60, HELLO.length);
        assertEquals("www.example.com (TLS)", again.far(10, 0, 0, 1), "the first came twice");
    }

    @Test
    void nobodyWaitsLongForTheRest() {
        Told late = new Told().hello(0, 0, 60);
        for (int ms = 0; ms < 10_001; ms++) {
            late.tcp(1, 2, new byte[1]);
        }
        assertNull(late.hello(0, 60, HELLO.length).far(10, 0, 0, 1));
    }

    @Test
    void aFloodOfBeginningsCostsNamesOnly() {
        Told flooded = new Told().hello(0, 0, 60);
        for (int client = 0; client < 100_000; client++) {
            flooded.tcp(client & 0x7fff, 443, client, Arrays.copyOf(HELLO, 60), 60);
        }
        assertNull(flooded.hello(0, 60, HELLO.length).far(10, 0, 0, 1));
        assertEquals(
                "www.example.com (TLS)",
                flooded.hello(7, 0, 60).hello(7, 60, HELLO.length).far(10, 0, 0, 1));
    }

    @Test
    void namesTravelInTunnelsToo() {
        ByteBuffer inner = Told.udpPacket(53, 3333, ANSWER);
        byte[] vxlan = new byte[8 + 14 + inner.limit()];
        ByteBuffer.wrap(vxlan).put(0, (byte) 8).put(20, (byte) 8).put(22, inner, 0, inner.limit());
        told.udp(49152, 4789, vxlan);
        assertEquals("www.example.com (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void ofACaptureThatKeepsLittleOfEachFrameTheWholePartCounts() {
        Told cut = new Told().frame(Told.udpPacket(53, 3333, MULTICAST), 20 + 8 + 40);
        assertNull(cut.near(10, 0, 0, 9), "the record's address is there, but not an answer's port");
        Told multicast = new Told().frame(Told.udpPacket(5353, 5353, MULTICAST), 20 + 8 + 45);
        assertEquals("printer.local (MDNS)", multicast.near(10, 0, 0, 9));
    }

    @Test
    void addressesThatMeanNobodyOrEverybodyGetNoName() {
        for (int[] address : new int[][] {{0, 0, 0, 0}, {127, 0, 0, 1}, {224, 0, 0, 251}, {255, 255, 255, 255}}) {
            byte[] answer = ANSWER.clone();
            for (int i = 0; i < 4; i++) {
                answer[answer.length - 4 + i] = (byte) address[i];
            }
            assertNull(new Told().udp(53, 3333, answer).far(address), Arrays.toString(address));
        }
    }
}
