package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.cli.TestCapture.ACK;
import static org.wirestat.cli.TestCapture.SYN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirestat.cli.name.Services;
import org.wirestat.tracker.TrackerOptions;

/** The report on a mirror, from a capture file to the words. */
class MirrorHealthTest {

    private static final String CLIENT = "10.0.0.5:48898";
    private static final String SERVER = "10.0.0.9:80";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Program program = new Program();

    private String file(TestCapture capture) throws IOException {
        program.realSources = true;
        return capture.write(folder.resolve("mirror.pcap"), 0).toString();
    }

    private static TestCapture handshake() {
        return new TestCapture()
                .tcp(0, CLIENT, SERVER, SYN, 100, 0, 0)
                .tcp(0.01, SERVER, CLIENT, SYN | ACK, 300, 101, 0)
                .tcp(0.02, CLIENT, SERVER, ACK, 101, 301, 100)
                .tcp(0.5, SERVER, CLIENT, ACK, 301, 201, 0);
    }

    @Test
    void aSoundMirrorIsCalledGoodInEachRespect() throws IOException {
        assertEquals(ExitCode.DONE, program.run("-r", file(handshake()), "--mirror-health"));
        assertEquals("""
                frames          good      4 frames in 0.5 s, 8.0 a second, 0.0 Mbit/s
                                          The mirror runs.
                VLANs           good      no tags
                                          One VLAN, or a mirror that takes the tags off.
                carriers        good      none
                                          Frames come as they were on the wire.
                directions      good      0 of 1 TCP connection seen one way only (0.0 %)
                                          Both directions are there.
                hosts           good      2 hosts speak TCP, and all of them are spoken to
                                          No host is seen half.
                duplicates      good      0 of 4 packets came before (0.0 %)
                                          Frames come once.
                loss before us  good      0 of 100 bytes acknowledged but never seen (0.0 %)
                                          What was received was seen.
                loss here       good      0 frames dropped by the kernel, 0 by the interface
                                          Nothing more was lost here.
                checksums       good      no host's are left to be filled in
                                          Frames are as they were sent.
                """, program.out());
        assertEquals("", program.err());
    }

    @Test
    void aProgramReadsFiguresAndFindings() throws IOException {
        TestCapture capture = handshake().tcp(0.6, SERVER, CLIENT, ACK, 301, 1201, 0);
        program.run("-r", file(capture), "--mirror-health", "--output", "json");
        JsonNode report = new ObjectMapper().readTree(program.out());
        assertEquals("mirror_health", report.get("type").asText());
        assertEquals(Program.atSecond(0), report.get("first").asText());
        assertEquals(5, report.get("frames").asLong());
        assertEquals(1000, report.get("missing_bytes").asLong());
        assertEquals(1, report.get("connections").asLong());
        JsonNode loss = report.get("findings").get(6);
        assertEquals("loss before us", loss.get("subject").asText());
        assertEquals("bad", loss.get("grade").asText());
    }

    @Test
    void anEmptyCaptureSaysThatNothingComes() throws IOException {
        assertEquals(ExitCode.DONE, program.run("-r", file(new TestCapture()), "--mirror-health"));
        assertTrue(program.out().startsWith("frames          bad       none\n"), program.out());
    }

    @Test
    void countAndTimeBoundTheReport() throws IOException {
        String file = file(handshake());
        program.run("-r", file, "--mirror-health", "--count", "3");
        assertTrue(program.out().startsWith("frames          good      3 frames"), program.out());
        program.out.reset();
        program.run("-r", file, "--mirror-health", "--for", "100ms");
        assertTrue(program.out().startsWith("frames          good      3 frames"), program.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--at +1s, --at",
        "--every 1s, --every",
        "-c, -c",
        "--output csv, csv",
    })
    void whatItCannotDoIsRefused(String words, String named) {
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run(("-r x --mirror-health " + words).split(" ")));
        assertTrue(program.err().contains(named), program.err());
    }

    @Test
    void howMirroredFramesAreReadIsChosenByOptions() throws UsageError {
        TrackerOptions usual = read("-i", "eth0").tracker();
        assertEquals(TrackerOptions.defaults(), usual);
        TrackerOptions other =
                read("--duplicates", "keep", "--vlan=separate", "--outer").tracker();
        assertEquals(
                usual.withDuplicates(TrackerOptions.Duplicates.KEEP)
                        .withVlans(TrackerOptions.Vlans.SEPARATE)
                        .withCarriers(TrackerOptions.Carriers.SHOW),
                other);
    }

    private static Options read(String... words) throws UsageError {
        return OptionReader.read(Arguments.parse(List.of(words)), Services::load);
    }
}
