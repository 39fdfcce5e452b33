package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

/** Captures that others recorded, and those of the lab, where they stand beside the project. */
class CapturesTest {

    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment segment = new Segment();
    private final Map<Discard, Integer> verdicts = new EnumMap<>(Discard.class);
    private final Map<Checksum, Integer> checksums = new EnumMap<>(Checksum.class);
    private int tcpSegments;
    private int withSpace;

    private void decode(Path file) throws IOException {
        verdicts.clear();
        checksums.clear();
        tcpSegments = 0;
        withSpace = 0;
        Captures.read(file, (linkType, timestampNs, wireLength, bytes, offset, captured) -> {
            Discard verdict = decoder.decode(linkType, timestampNs, wireLength, bytes, offset, captured, segment);
            verdicts.merge(verdict, 1, Integer::sum);
            if (verdict == Discard.NONE) {
                tcpSegments += segment.protocol == Segment.TCP ? 1 : 0;
                withSpace += segment.space != 0 ? 1 : 0;
                if (segment.isControl()) {
                    checksums.merge(segment.checksum, 1, Integer::sum);
                }
            }
        });
    }

    private Path file(String folder, String name) {
        Path in = Captures.folder(folder);
        assumeTrue(in != null && Files.exists(in.resolve(name)));
        return in.resolve(name);
    }

    private int count(Discard verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    @Test
    void noCaptureOfAnyCorpusThrows() throws IOException {
        Path captures = Captures.folder("captures");
        assumeTrue(captures != null);
        int files = 0;
        for (String corpus : new String[] {"malformed", "varied", "zeek"}) {
            for (Path file : Captures.in(captures.resolve(corpus))) {
                decode(file);
                files++;
            }
        }
        assertTrue(files > 300, files + " files");
    }

    // tshark -Y tcp | wc -l: 2304
    @Test
    void mirroredFramesOfTheLabAreTheSegmentsInside() throws IOException {
        decode(file("lab/runs", "encap-a/mon.pcap"));
        assertEquals(2304, tcpSegments);
        assertEquals(0, count(Discard.MALFORMED) + count(Discard.TOO_DEEP) + count(Discard.FRAGMENT));
        assertEquals(0, withSpace);
    }

    @Test
    void taggedFramesOfTheLabAreAllRead() throws IOException {
        decode(file("lab/runs", "vlan-a/mon.pcap"));
        assertEquals(0, count(Discard.MALFORMED) + count(Discard.TOO_DEEP) + count(Discard.UNKNOWN_LINK_TYPE));
    }

    // tshark -o tcp.check_checksum:TRUE -Y 'tcp.flags&7' -T fields -e tcp.checksum.status: 821 good, 4 bad
    @Test
    void case128_checksumsOnTheWireAreAsTsharkSeesThem() throws IOException {
        decode(file("lab/runs", "basic-a/mon.pcap"));
        assertEquals(Map.of(Checksum.GOOD, 821, Checksum.BAD, 4), checksums);
    }

    // the same: 21 good, 1270 "bad", which are those that the sending host's interface was to fill in
    @Test
    void case128_checksumsOnTheSendingHostArePartialAndNotBad() throws IOException {
        decode(file("lab/runs", "bridge-a/mon.pcap"));
        assertEquals(Map.of(Checksum.GOOD, 21, Checksum.PARTIAL, 1270), checksums);
    }
}
