package org.wirestat.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

class CaptureFilterTest {

    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final int COOKED = 113;

    // IP 10.0.0.1.1024 > 10.0.0.2.80: Flags [S], seq 0, win 0, length 0
    private static final String TCP_80 =
            "4500002800000000400600000a0000010a000002" + "0400005000000000000000005002000000000000";
    // IP 10.0.0.2.53 > 10.0.0.3.1025: UDP, length 0
    private static final String UDP_53 = "4500001c00000000401100000a0000020a000003" + "0035040100080000";
    private static final String ETHERNET_IP = "020000000002" + "020000000001" + "0800";
    private static final String TAG_7 = "020000000002" + "020000000001" + "8100" + "0007" + "0800";
    private static final String COOKED_IP = "0000" + "0001" + "0006" + "020000000001" + "0000" + "0800";

    private record Frame(int linkType, String hex) {}

    /** Lends frames of a list, two at a time. */
    private static final class Listed implements FrameSource {

        private final List<Frame> frames;
        private int next;

        Listed(Frame... frames) {
            this.frames = List.of(frames);
        }

        @Override
        public int poll(FrameBatch batch) {
            batch.clear();
            for (int i = 0; i < 2 && next < frames.size(); i++) {
                Frame frame = frames.get(next);
                batch.addCopy(frame.linkType(), next, 100, HexFormat.of().parseHex(frame.hex()));
                next++;
            }
            return batch.size() > 0 ? batch.size() : END;
        }

        @Override
        public void stop() {}

        @Override
        public CaptureStats stats() {
            return new CaptureStats(next, 0, 0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void needLibpcap() {
        try {
            CaptureFilter.apply(new Listed(), "").close();
        } catch (CaptureException e) {
            System.out.println("CaptureFilterTest is skipped: " + e.getMessage());
            Assumptions.abort(e.getMessage());
        }
    }

    private static List<Long> matching(String expression, Frame... frames) throws CaptureException {
        List<Long> numbers = new ArrayList<>();
        FrameBatch batch = new FrameBatch(8, FrameBatch.MAX_FRAME_LENGTH);
        try (FrameSource source = CaptureFilter.apply(new Listed(frames), expression)) {
            while (source.poll(batch) != FrameSource.END) {
                assertTrue(batch.size() > 0);
                for (int i = 0; i < batch.size(); i++) {
                    numbers.add(batch.timestampNs(i));
                }
            }
            assertEquals(numbers.size(), source.stats().frames());
        }
        return numbers;
    }

    @Test
    void onlyMatchingFramesAreLent() throws CaptureException {
        Frame tcp = new Frame(ETHERNET, ETHERNET_IP + TCP_80);
        Frame udp = new Frame(ETHERNET, ETHERNET_IP + UDP_53);
        assertEquals(List.of(0L, 3L), matching("tcp port 80", tcp, udp, udp, tcp, udp));
        assertEquals(List.of(1L), matching("src host 10.0.0.2", tcp, udp));
        assertEquals(List.of(0L), matching("tcp[tcpflags] & tcp-syn != 0 and net 10.0.0.0/30", tcp, udp));
        assertEquals(List.of(0L, 1L), matching("", tcp, udp));
        assertEquals(List.of(), matching("ip6", tcp, udp));
        assertEquals(List.of(0L), matching("greater 90 and tcp", tcp, udp));
        assertEquals(List.of(1L), matching("vlan 7 and udp", tcp, new Frame(ETHERNET, TAG_7 + UDP_53)));
    }

    @Test
    void theFilterIsCompiledForEachLinkType() throws CaptureException {
        assertEquals(
                List.of(0L, 2L, 4L),
                matching(
                        "tcp port 80",
                        new Frame(RAW, TCP_80),
                        new Frame(RAW, UDP_53),
                        new Frame(ETHERNET, ETHERNET_IP + TCP_80),
                        new Frame(ETHERNET, ETHERNET_IP + UDP_53),
                        new Frame(COOKED, COOKED_IP + TCP_80),
                        new Frame(RAW, UDP_53)));
    }

    @Test
    void framesThatAreCutBeforeWhatTheFilterAsksForDoNotMatch() throws CaptureException {
        String cut = (ETHERNET_IP + TCP_80).substring(0, 2 * 35);
        assertEquals(List.of(0L), matching("tcp", new Frame(ETHERNET, cut)));
        assertEquals(List.of(), matching("tcp port 80", new Frame(ETHERNET, cut), new Frame(ETHERNET, "00")));
    }

    @Test
    void aWrongFilterIsToldInLibpcapsWords() {
        CaptureException wrong =
                assertThrows(CaptureException.class, () -> matching("tpc port 80", new Frame(ETHERNET, ETHERNET_IP)));
        assertEquals(Reason.BAD_FILTER, wrong.reason());
        assertTrue(String.valueOf(wrong.getMessage()).contains("'tpc port 80'"), wrong.getMessage());
        CaptureException pointless =
                assertThrows(CaptureException.class, () -> matching("ether src 1:2:3:4:5:6", new Frame(RAW, TCP_80)));
        assertEquals(Reason.BAD_FILTER, pointless.reason());
    }
}
