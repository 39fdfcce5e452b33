package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.RecordedFrames;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Recording.Frame;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** However many frames are handed over at once, the log is the same: tunnels, and frames that nobody can read, among them. */
class RowsTest {

    private static final int CONNECTIONS = 300;
    private static final int CARRIER_LENGTH = 50;
    private static final ByteBuffer ARP = ByteBuffer.wrap(new byte[60]).putShort(12, (short) 0x0806);

    private static final RecordedFrames FRAMES = new RecordedFrames(traffic(new Random(7)));

    private static Recording traffic(Random random) {
        List<Frame> plain = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Wire wire = new Wire(Way.values()[random.nextInt(4)]);
            wire.pass(random.nextInt(60_000) * 1_000_000L);
            new Life(wire, random).lead(wire.pair(i));
            plain.addAll(wire.recording().frames());
        }
        plain.sort(Comparator.comparingLong(Frame::timeNs));
        List<Frame> all = new ArrayList<>();
        for (Frame frame : plain) {
            all.add(random.nextInt(7) == 0 ? inVxlan(frame) : frame);
            if (random.nextInt(40) == 0) {
                ByteBuffer carried = inVxlan(frame).bytes();
                all.add(new Frame(frame.timeNs() + 1_000, carried.limit(), carried.slice(0, CARRIER_LENGTH + 30)));
            }
            if (random.nextInt(40) == 0) {
                all.add(new Frame(
                        frame.timeNs() + 6_000_000_000L, 20, frame.bytes().slice(0, 20)));
            }
            if (random.nextInt(40) == 0) {
                all.add(new Frame(frame.timeNs(), ARP.limit(), ARP));
            }
        }
        return new Recording(all);
    }

    /** Ethernet, IPv4 and UDP between two endpoints of a tunnel, and VXLAN's header (RFC 7348). */
    private static Frame inVxlan(Frame inner) {
        int length = CARRIER_LENGTH + inner.wireLength();
        ByteBuffer bytes = ByteBuffer.allocate(CARRIER_LENGTH + inner.bytes().limit());
        bytes.putShort(12, (short) 0x0800).putShort(14, (short) 0x4500).putShort(16, (short) (length - 14));
        bytes.putShort(22, (short) 0x4011).putInt(26, 0x0a640001).putInt(30, 0x0a640002);
        bytes.putShort(24, (short) ipv4Checksum(bytes));
        bytes.putShort(34, (short) 50_000).putShort(36, (short) 4789).putShort(38, (short) (length - 34));
        bytes.putInt(42, 0x0800_0000)
                .put(CARRIER_LENGTH, inner.bytes(), 0, inner.bytes().limit());
        return new Frame(inner.timeNs(), length, bytes);
    }

    private static int ipv4Checksum(ByteBuffer bytes) {
        int sum = 0;
        for (int at = 14; at < 34; at += 2) {
            sum += bytes.getShort(at) & 0xffff;
        }
        return ~((sum & 0xffff) + (sum >>> 16));
    }

    private static List<String> lines(int atOnce) {
        List<String> lines = new ArrayList<>();
        ConnLog log = new ConnLog(
                new ConnLogOptions(Checksums.VERIFY, ServerPorts.usual(), true, 1 << 16),
                conn -> lines.add(String.join(
                        " ",
                        conn.uid(),
                        conn.state(),
                        conn.history(),
                        conn.originatorAddress().toString(),
                        String.valueOf(conn.originator().packets()),
                        String.valueOf(conn.responder().packets()),
                        String.valueOf(conn.durationNs()),
                        String.valueOf(conn.tunnelParents()))));
        for (int at = 0; at < FRAMES.size(); at += atOnce) {
            log.onFrames(FRAMES, at, Math.min(FRAMES.size(), at + atOnce));
        }
        lines.add(log.nowNs() + " " + log.counters());
        log.end();
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 63, 64, 65, 1000})
    void theLogIsTheSame_HoweverManyFramesComeAtOnce(int atOnce) {
        List<String> expected = lines(1);
        assertTrue(expected.size() > CONNECTIONS, expected.size() + " lines");
        assertTrue(
                expected.stream()
                                .filter(line -> line.endsWith("]") && !line.endsWith("[]"))
                                .count()
                        > 50,
                "tunnels");
        assertTrue(expected.stream().anyMatch(line -> line.contains("discarded")), "frames of no use");
        assertEquals(expected, lines(atOnce));
    }
}
