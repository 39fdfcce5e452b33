package org.wirestat.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** Both engines listen to the same traffic at once, and have to lend the same frames: bytes, lengths and link types. */
class EnginesAgreeTest {

    private static final long TOLERANCE_NS = 5_000_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    @SuppressWarnings("NullAway.Init")
    private static Namespaces namespaces;

    @BeforeAll
    static void makeNamespaces() throws Exception {
        namespaces = Namespaces.create();
    }

    @AfterAll
    @SuppressWarnings("NullAway")
    static void deleteNamespaces() throws Exception {
        if (namespaces != null) {
            namespaces.delete();
        }
    }

    private record Frame(int linkType, int wireLength, String bytes) {}

    /** What one engine lends. */
    private static final class Ear implements AutoCloseable {
        final FrameSource source;
        final FrameBatch batch = new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH);
        final List<Frame> frames = new ArrayList<>();
        final List<Long> timesNs = new ArrayList<>();
        private long lentFrames;
        private long lentBytes;

        Ear(Engine engine, String filter, int snaplen, String name) throws CaptureException {
            source = LiveCapture.open(new LiveOptions(List.of(name), snaplen, 4 << 20, true, filter, engine));
            source.poll(batch);
        }

        /** Until it has been silent for a while; notes what came since a time. */
        void listen(long sinceNs) throws CaptureException {
            int silent = 0;
            while (silent < 4) {
                silent = source.poll(batch) == 0 ? silent + 1 : 0;
                for (int i = 0; i < batch.size(); i++) {
                    lentFrames++;
                    lentBytes += batch.wireLength(i);
                    if (batch.timestampNs(i) >= sinceNs) {
                        note(i);
                    }
                }
            }
        }

        private void note(int i) {
            byte[] bytes = new byte[batch.capturedLength(i)];
            batch.bytes().get(batch.offset(i), bytes);
            frames.add(new Frame(
                    batch.linkType(i), batch.wireLength(i), HexFormat.of().formatHex(bytes)));
            timesNs.add(batch.timestampNs(i));
        }

        void countsWhatItLends() {
            assertEquals(lentFrames, source.stats().frames());
            assertEquals(lentBytes, source.stats().bytes());
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private interface Traffic {
        void send() throws Exception;
    }

    /** @return the frames that both lent */
    private static List<Frame> agreed(String name, String filter, int snaplen, Traffic traffic) throws Exception {
        return namespaces.watch(() -> {
            try (Ear pcap = new Ear(Engine.PCAP, filter, snaplen, name);
                    Ear ring = new Ear(Engine.RING, filter, snaplen, name)) {
                // Whatever came before both were there is nothing that they could agree upon.
                long bothThereNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
                traffic.send();
                listen(pcap, ring, bothThereNs);
                assertEquals(pcap.frames, ring.frames);
                for (int i = 0; i < pcap.timesNs.size(); i++) {
                    assertTrue(Math.abs(pcap.timesNs.get(i) - ring.timesNs.get(i)) < TOLERANCE_NS);
                }
                assertEquals(0, ring.source.stats().kernelDropped());
                pcap.countsWhatItLends();
                ring.countsWhatItLends();
                return ring.frames;
            }
        });
    }

    /**
     * Until both have fallen silent. What one has and the other has not may yet come: on a busy machine libpcap's thread was
     * once not given the processor for the quarter of a second that had been thought enough.
     */
    private static void listen(Ear pcap, Ear ring, long sinceNs) throws CaptureException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        do {
            pcap.listen(sinceNs);
            ring.listen(sinceNs);
        } while (pcap.frames.size() != ring.frames.size() && System.nanoTime() < deadline);
    }

    private static void datagrams() throws Exception {
        namespaces.send(() -> {
            datagramsFromHere(Namespaces.WATCHED_ADDRESS);
            return null;
        });
    }

    private static void datagramsFromHere(String... addresses) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int length : new int[] {0, 1, 18, 100, 214, 215, 1400, 3000}) {
                for (String address : addresses) {
                    byte[] payload = new byte[length];
                    Arrays.fill(payload, (byte) length);
                    socket.send(new DatagramPacket(payload, length, InetAddress.getByName(address), 9));
                }
            }
        }
    }

    private static void taggedFrames() throws Exception {
        namespaces.send(() -> {
            try (RawSender sender = new RawSender("wire")) {
                for (int payload : new int[] {0, 18, 210, 214, 900}) {
                    sender.send(RawSender.datagram(0, payload));
                    sender.send(RawSender.datagram(7, payload, 0x81000007));
                    sender.send(RawSender.datagram(7, payload, 0x8100e000)); // only a priority
                    sender.send(RawSender.datagram(40, payload, 0x88a8001e, 0x81000028));
                    sender.send(RawSender.datagram(41, payload, 0x91000001));
                }
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 256, 262_144})
    void framesOfEveryLength_cutToTheSnapLength(int snaplen) throws Exception {
        List<Frame> frames = agreed("wire", "udp", snaplen, () -> datagrams());
        // 3000 bytes make three fragments, of which the filter takes all.
        assertEquals(10, frames.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "udp",
                "tcp",
                "udp port 9",
                "greater 500",
                "vlan",
                "vlan 7",
                "vlan 7 and udp port 9",
                "udp or (vlan and udp)",
                "ether[0] & 1 = 0 and ip[2:2] > 300",
                "host 10.99.0.1 or (vlan and vlan and host 10.99.40.1)"
            })
    void tagsAreWhereTheyWere_andFiltersSeeThem(String filter) throws Exception {
        List<Frame> frames = agreed("wire", filter, 256, EnginesAgreeTest::taggedFrames);
        if (filter.isEmpty()) {
            assertTrue(frames.stream().anyMatch(frame -> frame.bytes.startsWith("81000007", 24)), "802.1Q");
            assertTrue(frames.stream().anyMatch(frame -> frame.bytes.startsWith("88a8001e81000028", 24)), "802.1ad");
        }
        assertEquals(filter.equals("tcp"), frames.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "udp", "udp port 9 and greater 200", "ip[2:2] > 300", "not arp"})
    void theInterfaceAny(String filter) throws Exception {
        List<Frame> frames = agreed("any", filter, 256, () -> {
            taggedFrames();
            datagramsFromHere("127.0.0.1", "10.99.0.2");
        });
        assertFalse(frames.isEmpty());
    }

    @Test
    void loopbackGivesEachFrameOnce() throws Exception {
        List<Frame> frames = agreed("lo", "udp dst port 9", 256, () -> datagramsFromHere("127.0.0.1"));
        assertEquals(8, frames.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipip local 10.99.0.1 remote 10.99.0.2",
                "gre local 10.99.0.1 remote 10.99.0.2",
                "sit local 10.99.0.1 remote 10.99.0.2",
                "gretap local 10.99.0.1 remote 10.99.0.2",
                "vti local 10.99.0.1 remote 10.99.0.2",
                "dummy"
            })
    void interfacesThatAreNoEthernet(String type) throws Exception {
        if (!namespaces.tryInWatched("ip link add odd type " + type)) {
            System.out.println("Not tried, since this kernel has none: " + type);
            return;
        }
        try {
            namespaces.inWatched("ip address add 10.99.20.1/24 dev odd");
            namespaces.inWatched("ip link set odd up");
            assertTrue(agreed("odd", "", 256, () -> datagramsFromHere("10.99.20.2"))
                                    .size()
                            > 0
                    || type.startsWith("vti")
                    || type.startsWith("sit"));
        } finally {
            namespaces.inWatched("ip link delete odd");
        }
    }

    @Test
    void aTunnelOfAProgram() throws Exception {
        namespaces.inWatched("ip tuntap add dev tun9 mode tun");
        namespaces.inWatched("ip address add 10.99.21.1/24 dev tun9");
        namespaces.inWatched("ip link set tun9 up");
        agreed("tun9", "", 256, () -> datagramsFromHere("10.99.21.2"));
    }
}
