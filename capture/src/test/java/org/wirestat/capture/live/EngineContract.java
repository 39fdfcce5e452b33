package org.wirestat.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/** What every engine does, on a wire between two namespaces. */
abstract class EngineContract {

    private static final int ETHERNET = 1;
    private static final int LINUX_COOKED = 113;
    private static final int UDP_PAYLOAD = 14 + 20 + 8;

    @SuppressWarnings("NullAway.Init")
    private static Namespaces namespaces;

    final Engine engine;

    private final FrameBatch batch = new FrameBatch(512, FrameBatch.MAX_FRAME_LENGTH);

    EngineContract(Engine engine) {
        this.engine = engine;
    }

    private LiveOptions options(String filter, String... interfaces) {
        return new LiveOptions(
                interfaces.length == 0 ? List.of("wire") : List.of(interfaces), 256, 4 << 20, true, filter, engine);
    }

    @BeforeAll
    static void makeNamespaces() throws Exception {
        namespaces = Namespaces.create();
        // The first datagram asks for the address; later ones then come alone.
        send(1, 10);
    }

    @AfterAll
    @SuppressWarnings("NullAway")
    static void deleteNamespaces() throws Exception {
        if (namespaces != null) {
            namespaces.delete();
        }
    }

    /** Sends datagrams whose payload begins with their number. */
    private static void send(int count, int payload, String... addresses) throws Exception {
        namespaces.send(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                for (int i = 0; i < count; i++) {
                    byte[] bytes = new byte[payload];
                    bytes[0] = (byte) i;
                    bytes[1] = (byte) (i >> 8);
                    String to = addresses.length == 0 ? Namespaces.WATCHED_ADDRESS : addresses[i % addresses.length];
                    socket.send(new DatagramPacket(bytes, payload, InetAddress.getByName(to), 9));
                }
            }
            return null;
        });
    }

    private record Frame(int linkType, long timestampNs, int wireLength, int capturedLength, int number) {}

    /** Polls until there are so many frames, or for two seconds. */
    private List<Frame> frames(FrameSource source, int wanted) throws CaptureException {
        List<Frame> frames = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (frames.size() < wanted && System.nanoTime() < deadline) {
            assertTrue(source.poll(batch) >= 0);
            for (int i = 0; i < batch.size(); i++) {
                int payload = batch.offset(i) + UDP_PAYLOAD + (batch.linkType(i) == LINUX_COOKED ? 2 : 0);
                int number =
                        (batch.bytes().get(payload) & 0xff) | (batch.bytes().get(payload + 1) & 0xff) << 8;
                frames.add(new Frame(
                        batch.linkType(i), batch.timestampNs(i), batch.wireLength(i), batch.capturedLength(i), number));
            }
        }
        return frames;
    }

    private static void watch(LiveOptions options, Watcher watcher) throws Exception {
        namespaces.watch(() -> {
            try (FrameSource source = LiveCapture.open(options)) {
                watcher.watch(source);
            }
            return null;
        });
    }

    private interface Watcher {
        void watch(FrameSource source) throws Exception;
    }

    @Test
    void framesBearTimeLinkTypeAndLength_andAreCutToTheSnapLength() throws Exception {
        watch(options("udp port 9"), source -> {
            long before = System.currentTimeMillis() * 1_000_000;
            send(3, 1000);
            List<Frame> frames = frames(source, 3);
            long after = (System.currentTimeMillis() + 1) * 1_000_000;
            assertEquals(List.of(0, 1, 2), frames.stream().map(Frame::number).toList());
            for (Frame frame : frames) {
                assertEquals(ETHERNET, frame.linkType());
                assertEquals(UDP_PAYLOAD + 1000, frame.wireLength());
                assertEquals(256, frame.capturedLength());
                assertTrue(before <= frame.timestampNs() && frame.timestampNs() <= after, "a time of now");
            }
            CaptureStats stats = source.stats();
            assertEquals(3, stats.frames());
            assertEquals(3 * (UDP_PAYLOAD + 1000), stats.bytes());
            assertEquals(0, stats.kernelDropped());
        });
    }

    @Test
    void manyFramesAllCome_inOrder() throws Exception {
        watch(options("udp port 9"), source -> {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    send(20_000, 20);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            List<Frame> frames = frames(source, 20_000);
            sending.get(10, TimeUnit.SECONDS);
            for (int i = 0; i < frames.size(); i++) {
                assertEquals(i, frames.get(i).number());
            }
            assertEquals(20_000, frames.size() + source.stats().kernelDropped());
        });
    }

    @Test
    void anIdleLinkAnswersNothingWithinATenthOfASecond() throws Exception {
        watch(options("udp port 9"), source -> {
            // The quickest of some: the machine may have other work, too.
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long begun = System.nanoTime();
                assertEquals(0, source.poll(batch));
                quickest = Math.min(quickest, System.nanoTime() - begun);
            }
            assertTrue(quickest < TimeUnit.MILLISECONDS.toNanos(100), quickest + " ns");
        });
    }

    @Test
    void stopEndsAnIdleCaptureSoon() throws Exception {
        watch(options("udp port 9"), source -> {
            assertEquals(0, source.poll(batch));
            Thread.sleep(200);
            CompletableFuture<Long> polling = CompletableFuture.supplyAsync(() -> {
                try {
                    while (source.poll(batch) != FrameSource.END) {
                        // until it is stopped
                    }
                    return System.nanoTime();
                } catch (CaptureException e) {
                    throw new AssertionError(e);
                }
            });
            Thread.sleep(200);
            long stopped = System.nanoTime();
            source.stop();
            long ended = polling.get(5, TimeUnit.SECONDS);
            source.close();
            long closed = System.nanoTime();
            assertTrue(
                    ended - stopped < TimeUnit.MILLISECONDS.toNanos(200), "ended after " + (ended - stopped) + " ns");
            assertTrue(
                    closed - stopped < TimeUnit.MILLISECONDS.toNanos(300),
                    "closed after " + (closed - stopped) + " ns");
            assertEquals(FrameSource.END, source.poll(batch));
            assertEquals(0, source.stats().kernelDropped());
        });
    }

    /** Frames in the kernel's buffer at the end of a run were neither read nor counted. */
    @Test
    void whatCameBeforeAStopIsStillLent() throws Exception {
        watch(options("udp port 9"), source -> {
            source.poll(batch);
            send(3000, 20);
            source.stop();
            int lent = 0;
            for (int polled = source.poll(batch); polled != FrameSource.END; polled = source.poll(batch)) {
                lent += polled;
            }
            assertEquals(3000, lent);
            assertEquals(3000, source.stats().frames());
            assertEquals(0, source.stats().kernelDropped());
        });
    }

    @Test
    void aStopEndsACaptureThoughItsWireIsNeverSilent() throws Exception {
        watch(options("udp port 9"), source -> {
            source.poll(batch);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    send(400_000, 20);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            source.stop();
            long begun = System.nanoTime();
            while (source.poll(batch) != FrameSource.END) {
                assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2), "still polled after two seconds");
            }
            sending.get(60, TimeUnit.SECONDS);
        });
    }

    @Test
    void stopEndsACaptureThatNobodyPolls() throws Exception {
        watch(options("udp port 9"), source -> {
            source.poll(batch);
            send(3000, 20);
            Thread.sleep(200);
            long stopped = System.nanoTime();
            source.close();
            assertTrue(System.nanoTime() - stopped < TimeUnit.MILLISECONDS.toNanos(200));
        });
    }

    @Test
    void framesThatTheKernelHasNoRoomForAreCounted() throws Exception {
        watch(new LiveOptions(List.of("wire"), 256, 1 << 17, true, "", engine), source -> {
            send(20_000, 200);
            assertTrue(source.stats().kernelDropped() > 0);
        });
    }

    /** By this a watchdog tells a wire that is silent from a program that is deaf. */
    @Test
    void whatTheKernelHasAndNobodyTakesIsSeen() throws Exception {
        watch(new LiveOptions(List.of("wire"), 256, 1 << 17, true, "", engine), source -> {
            source.poll(batch);
            send(20_000, 200);
            Thread.sleep(100);
            Intake full = source.intake();
            send(20_000, 200);
            Thread.sleep(100);
            assertTrue(source.intake().offered() > full.offered(), "more came, and found no room");
            assertEquals(full.taken(), source.intake().taken());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (source.intake().taken() == full.taken()) {
                assertTrue(System.nanoTime() < deadline, "taken, since somebody polls");
                source.poll(batch);
            }
        });
    }

    @Test
    void anInterfaceThatGoesDownAndUpIsSurvived_oneThatIsDeletedIsTold() throws Exception {
        namespaces.join("brittle", "10.99.7.1", "10.99.7.2");
        watch(new LiveOptions(List.of("brittle"), 256, 1 << 20, true, "udp port 9", engine), source -> {
            send(1, 20, "10.99.7.1");
            assertEquals(1, frames(source, 1).size());
            namespaces.inWatched("ip link set brittle down");
            assertEquals(0, source.poll(batch));
            Thread.sleep(300);
            assertEquals(0, source.poll(batch));
            namespaces.inWatched("ip link set brittle up");
            Thread.sleep(300);
            send(2, 20, "10.99.7.1");
            assertFalse(frames(source, 2).isEmpty());
            if (engine == Engine.RING) {
                assertEquals("brittle: the interface is down; waiting for it", source.nextNews());
                assertEquals("brittle: frames come again", source.nextNews());
            }
            assertNull(source.nextNews());

            namespaces.inWatched("ip link delete brittle");
            CaptureException gone = assertThrows(CaptureException.class, () -> {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
                while (System.nanoTime() < deadline) {
                    source.poll(batch);
                }
            });
            assertEquals(Reason.INTERFACE_GONE, gone.reason());
            assertEquals(FrameSource.END, source.poll(batch));
        });
    }

    /** The kernel hands over a whole block even if there is a single frame in it. */
    @Test
    void onASlowWireNothingIsLostWhileNobodyLooksForSixSeconds() throws Exception {
        watch(new LiveOptions(List.of("wire"), 256, 8 << 20, true, "udp port 9", engine), source -> {
            source.poll(batch);
            for (int i = 0; i < 100; i++) {
                send(1, 20);
                Thread.sleep(60);
            }
            assertEquals(
                    100, frames(source, 100).size(), "lost: " + source.stats().kernelDropped());
        });
    }

    @Test
    void anInterfaceThatIsRenamedWhileItIsDownIsHeardUnderItsNewName() throws Exception {
        namespaces.join("before", "10.99.6.1", "10.99.6.2");
        watch(new LiveOptions(List.of("before"), 256, 1 << 20, true, "udp port 9", engine), source -> {
            assertEquals(0, source.poll(batch));
            send(1, 20, "10.99.6.1");
            namespaces.inWatched("ip link set before down");
            assertEquals(1, frames(source, 1).size());
            for (int i = 0; i < 5; i++) {
                assertEquals(0, source.poll(batch));
            }
            if (engine == Engine.RING) {
                assertEquals("before: the interface is down; waiting for it", source.nextNews());
            }
            assertNull(source.nextNews());
            namespaces.inWatched("ip link set before name after");
            namespaces.inWatched("ip link set after up");
            Thread.sleep(300);
            send(2, 20, "10.99.6.1");
            if (engine == Engine.RING) {
                assertFalse(frames(source, 2).isEmpty());
                assertEquals("before: frames come again, from after", source.nextNews());
            }
        });
        namespaces.inWatched("ip link delete after");
    }

    @Test
    void oneOfSeveralInterfacesThatIsDeletedIsTold_andTheOthersGoOn() throws Exception {
        namespaces.join("passing", "10.99.9.1", "10.99.9.2");
        watch(options("udp port 9", "wire", "passing"), source -> {
            send(1, 20, "10.99.9.1");
            assertEquals(1, frames(source, 1).size());
            namespaces.inWatched("ip link delete passing");
            CaptureException loss = null;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (loss == null && System.nanoTime() < deadline) {
                source.poll(batch);
                loss = source.nextLoss();
            }
            assertEquals(Reason.INTERFACE_GONE, Objects.requireNonNull(loss).reason());
            assertTrue(String.valueOf(loss.getMessage()).startsWith("passing: the interface went away"));
            send(10, 20);
            assertEquals(10, frames(source, 10).size());
            assertNull(source.nextLoss());
        });
    }

    @Test
    void severalInterfacesComeInOneOrderByTime() throws Exception {
        namespaces.join("second", "10.99.8.1", "10.99.8.2");
        send(1, 10, "10.99.8.1");
        watch(new LiveOptions(List.of("wire", "second"), 256, 4 << 20, true, "udp port 9", engine), source -> {
            send(1000, 20, Namespaces.WATCHED_ADDRESS, "10.99.8.1");
            List<Frame> frames = frames(source, 1000);
            assertEquals(1000, frames.size());
            for (int i = 0; i < frames.size(); i++) {
                assertEquals(i, frames.get(i).number());
            }
            // One of them silent: its silence must not hold the other up for ever.
            send(10, 20);
            assertEquals(10, frames(source, 10).size());
            assertEquals(0, source.poll(batch));
        });
    }

    @Test
    void anyIsAllInterfacesCooked() throws Exception {
        watch(new LiveOptions(List.of(LiveCapture.ANY), 256, 4 << 20, true, "udp port 9", engine), source -> {
            send(2, 20);
            List<Frame> frames = frames(source, 2);
            assertEquals(
                    List.of(LINUX_COOKED, LINUX_COOKED),
                    frames.stream().map(Frame::linkType).toList());
            assertEquals(List.of(0, 1), frames.stream().map(Frame::number).toList());
        });
    }

    @Test
    void whatCannotBeOpenedIsToldWithAReason() throws Exception {
        assertEquals(Reason.NO_SUCH_INTERFACE, refusal(options("", "nowhere0")).reason());
        assertEquals(
                Reason.NO_SUCH_INTERFACE,
                refusal(options("", "wire", "nowhere0")).reason());
        CaptureException badFilter =
                refusal(new LiveOptions(List.of("wire"), 256, 1 << 20, true, "tpc port 80", engine));
        assertEquals(Reason.BAD_FILTER, badFilter.reason());
        String why = String.valueOf(badFilter.getMessage());
        assertTrue(
                why.startsWith("capture filter 'tpc port 80' cannot be used on ") && why.contains("can't parse"), why);
        namespaces.inWatched("ip link add idle type veth peer name peer");
        CaptureException down = refusal(options("", "idle"));
        assertEquals(Reason.CANNOT_CAPTURE, down.reason());
        assertEquals(List.of("sudo ip link set idle up"), down.remedies());
    }

    private static CaptureException refusal(LiveOptions options) throws Exception {
        return namespaces.watch(() -> assertThrows(
                CaptureException.class, () -> LiveCapture.open(options).close()));
    }

    @Test
    void interfacesAreListedWithTheirNetworksAndState() throws Exception {
        List<CaptureInterface> interfaces = namespaces.watch(LiveCapture::interfaces);
        CaptureInterface wire = interfaces.stream()
                .filter(one -> one.name().equals("wire"))
                .findFirst()
                .orElseThrow();
        assertTrue(wire.up() && wire.running() && !wire.loopback());
        assertEquals(
                List.of(new InterfaceNetwork(InetAddress.getByName(Namespaces.WATCHED_ADDRESS), 24)), wire.networks());
        assertEquals(1, wire.macAddresses().size());
        assertTrue(interfaces.stream().anyMatch(one -> one.name().equals(LiveCapture.ANY)));
        CaptureInterface chosen = LiveCapture.defaultInterface(interfaces).orElseThrow();
        assertTrue(chosen.up()
                && chosen.running()
                && !chosen.loopback()
                && !chosen.networks().isEmpty());
        assertTrue(LiveCapture.libpcapVersion().orElseThrow().startsWith("libpcap"));
    }
}
