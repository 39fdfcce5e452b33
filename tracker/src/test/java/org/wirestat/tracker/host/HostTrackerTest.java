package org.wirestat.tracker.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.TrackerOptions.Carriers;
import org.wirestat.tracker.TrackerOptions.Duplicates;

/** What hosts do as a whole. */
class HostTrackerTest {

    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final long SECOND = 1_000_000_000L;

    private static final String MACS = "0242ac110001 0242ac110002 ";
    private static final String V4 = "45000030 0001 0000 40 %s 0000 0a000005 0a000009 ";
    private static final String V6 =
            "60000000 0030 %s ff fe800000000000000000000000000005 ff020000000000000000000000000001 ";

    private final HostTracker tracker = new HostTracker(TrackerOptions.defaults());
    private long nowNs;

    private void frame(int linkType, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        nowNs += SECOND;
        tracker.onFrame(linkType, nowNs, bytes.length, ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private Host host(String lastByte) {
        return tracker.hosts().stream()
                .filter(host -> host.address().toString().endsWith(lastByte))
                .findFirst()
                .orElseThrow();
    }

    // 10.0.0.5.80 > 10.0.0.9.1024: Flags [R.]
    private static final String RESET = V4.formatted("06") + "0050 0400 00000001 00000002 5014 0000 0000 0000";

    @Test
    void bothEndsCountAPacket_theSendersMacIsNoted() {
        frame(ETHERNET, MACS + "0800 " + RESET);
        Host sender = host(".5");
        assertEquals(0x0242ac110002L, sender.mac());
        assertEquals(54, sender.counts().of(HostCounter.BYTES_OUT));
        assertEquals(1, sender.counts().of(HostCounter.TCP_RESETS_OUT));
        assertEquals(0, sender.counts().of(HostCounter.TCP_IN));
        Host receiver = host(".9");
        assertEquals(Host.NO_MAC, receiver.mac());
        assertEquals(Long.MIN_VALUE, receiver.lastNs());
        assertEquals(1, receiver.counts().of(HostCounter.TCP_RESETS_IN));
    }

    @Test
    void tagsAndLinksWithoutMacsAreReadOver() {
        frame(ETHERNET, MACS + "88a8 0064 8100 0001 0800 " + RESET);
        frame(RAW, RESET);
        frame(113, "0000 0001 0006 0242ac1100020000 0800 " + RESET);
        frame(276, "0800 0000 00000001 0001 00 06 0242ac1100020000 " + RESET);
        assertEquals(4, host(".5").counts().of(HostCounter.PACKETS_OUT));
    }

    // 10.1.0.1 > 10.1.0.2: VXLAN, network 1
    private static final String VXLAN =
            "4500005a 0001 0000 40 11 0000 0a010001 0a010002 12b5 12b5 0046 0000 08000000 00000100 ";

    @Test
    void whoeverSpeaksInATunnelIsAHost_theTunnelsEndsAreOnlyIfAskedFor() {
        String frame = MACS + "0800 " + VXLAN + "0242ac110003 0242ac110004 0800 " + RESET;
        frame(ETHERNET, frame);
        assertEquals(2, tracker.hosts().size());
        assertEquals(0x0242ac110004L, host("10.0.0.5").mac());
        assertEquals(1, host("10.0.0.5").counts().of(HostCounter.TCP_RESETS_OUT));

        HostTracker outer = new HostTracker(TrackerOptions.defaults().withCarriers(Carriers.SHOW));
        byte[] bytes = HexFormat.of().parseHex(frame.replace(" ", ""));
        outer.onFrame(ETHERNET, SECOND, bytes.length, ByteBuffer.wrap(bytes), 0, bytes.length);
        assertEquals(4, outer.hosts().size());
    }

    @Test
    void whatOnlyLooksLikeATunnelStandsForItself() {
        frame(ETHERNET, MACS + "0800 " + VXLAN + "0242ac110003 0242ac110004 0800 " + "4f000030 0001 0000");
        assertEquals(2, tracker.hosts().size());
        assertEquals(1, host("10.1.0.1").counts().of(HostCounter.UDP_OUT));
    }

    @Test
    void theSecondCopyOfAFrameIsNotCounted_unlessItIsToBeKept() {
        HostTracker keeping = new HostTracker(TrackerOptions.defaults().withDuplicates(Duplicates.KEEP));
        byte[] bytes = HexFormat.of().parseHex(RESET.replace(" ", ""));
        for (HostTracker each : List.of(tracker, keeping)) {
            each.onFrame(RAW, SECOND, bytes.length, ByteBuffer.wrap(bytes), 0, bytes.length);
            each.onFrame(RAW, SECOND + 1_000_000, bytes.length, ByteBuffer.wrap(bytes), 0, bytes.length);
        }
        assertEquals(1, host(".5").counts().of(HostCounter.PACKETS_OUT));
        assertEquals(2, keeping.hosts().get(0).counts().of(HostCounter.PACKETS_OUT));
    }

    @Test
    void icmpIsCountedByWhatItSays() {
        frame(RAW, V4.formatted("01") + "0303 0000 00000000 4500001c000000004011000000000000");
        frame(RAW, V4.formatted("01") + "0800 0000 00010001 0000000000000000000000000000");
        Host.Counts counts = host(".5").counts();
        assertEquals(2, counts.of(HostCounter.ICMP_OUT));
        assertEquals(1, counts.of(HostCounter.ICMP_UNREACHABLE_OUT));
        assertEquals(1, counts.of(HostCounter.PORT_UNREACHABLE_OUT));
        assertEquals(1, host(".9").counts().of(HostCounter.ICMP_ECHO_REQUESTS_IN));
    }

    @Test
    void whoReportsAGroupIsItsMemberUntilItLeaves() {
        frame(RAW, V4.formatted("02") + "1600 0000 e00000fb 000000000000000000000000");
        assertEquals(IpAddress.v4(0xe00000fb), tracker.memberships().get(0).group());
        frame(RAW, V4.formatted("02") + "1600 0000 e00000fb 000000000000000000000000");
        assertEquals(1, tracker.memberships().size());
        assertEquals(SECOND, tracker.memberships().get(0).firstNs());
        assertEquals(2 * SECOND, tracker.memberships().get(0).lastNs());
        frame(RAW, V4.formatted("02") + "1700 0000 e00000fb 000000000000000000000000");
        assertEquals(0, tracker.memberships().size());
    }

    @Test
    void aReportOfIgmpVersion3HoldsSeveralGroups() {
        // two records: change to exclude mode {}, mode is exclude {10.1.1.1}
        frame(RAW, V4.formatted("02") + "2200 0000 0000 0002 04000000 e00000fb 02000001 ef010101 0a010101");
        assertEquals(2, tracker.memberships().size());
        // change to include mode {}: left
        frame(RAW, V4.formatted("02") + "2200 0000 0000 0001 03000000 e00000fb 00000000 00000000");
        assertEquals(IpAddress.v4(0xef010101), tracker.memberships().get(0).group());
    }

    @Test
    void mldSpeaksOfGroupsBehindAHopByHopHeader() {
        String group = "ff0200000000000000000000000000fb";
        frame(RAW, V6.formatted("00") + "3a00 0502 0000 0000 8f00 0000 0000 0001 04000000 " + group);
        frame(RAW, V6.formatted("3a") + "8300 0000 0000 0000 ff020000000000000000000000000016");
        assertEquals(2, tracker.memberships().size());
        frame(RAW, V6.formatted("3a") + "8400 0000 0000 0000 " + group);
        assertEquals("ff02::16", tracker.memberships().get(0).group().toString());
    }

    @Test
    void aFloodOfMadeUpHostsFillsNoMoreThanItsShare() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = HexFormat.of().parseHex(RESET.replace(" ", ""));
            ByteBuffer frame = ByteBuffer.wrap(bytes).putInt(12, i);
            tracker.onFrame(RAW, SECOND, bytes.length, frame, 0, bytes.length);
        }
        assertEquals(1 << 16, tracker.hosts().size());
        assertTrue(tracker.missed() > 0);
    }

    @Test
    void bytesOfAnyKindAreRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] starts = {MACS + "0800 ", MACS + "86dd ", V4.formatted("02"), V6.formatted("3a")};
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            byte[] start = HexFormat.of().parseHex(starts[random.nextInt(4)].replace(" ", ""));
            System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
            int linkType = random.nextBoolean() ? ETHERNET : RAW;
            try {
                tracker.onFrame(linkType, SECOND, bytes.length, ByteBuffer.wrap(bytes), 0, bytes.length);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(tracker.memberships().size() <= 1 << 14);
    }
}
