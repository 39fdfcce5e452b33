package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.cli.TestCapture.ACK;
import static org.wirestat.cli.TestCapture.FIN;
import static org.wirestat.cli.TestCapture.RST;
import static org.wirestat.cli.TestCapture.SYN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a capture file to the table with nothing made up but the machine around it. */
class ReplayTest {

    private static final String CLIENT = "10.0.0.5:48898";
    private static final String SERVER = "10.0.0.9:80";
    private static final long C = 0xffff_fff0L;
    private static final long S = 0xffff_fffeL;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private String file;

    private static TestCapture capture() {
        return new TestCapture()
                .tcp(0, CLIENT, SERVER, SYN, C, 0, 0)
                .tcp(0.01, SERVER, CLIENT, SYN | ACK, S, C + 1, 0)
                .tcp(0.02, CLIENT, SERVER, ACK, C + 1, S + 1, 0)
                .udp(0.5, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .udp(0.6, "10.0.0.53:53", "10.0.0.5:40000", 90)
                .tcp(1, CLIENT, SERVER, ACK, C + 1, S + 1, 100)
                .tcp(1.1, SERVER, CLIENT, ACK, S + 1, C + 101, 0)
                .tcp(2, "10.0.0.6:50000", "10.0.0.9:22", SYN, 7, 0, 0)
                .tcp(2.1, "10.0.0.9:22", "10.0.0.6:50000", RST | ACK, 0, 8, 0)
                .tcp(3, CLIENT, SERVER, FIN | ACK, C + 101, S + 1, 0)
                .tcp(3.1, SERVER, CLIENT, ACK, S + 1, C + 102, 0)
                .tcp(4, "10.0.0.6:50001", "93.184.216.34:443", SYN, 9, 0, 0)
                .tcp(5, SERVER, CLIENT, FIN | ACK, S + 1, C + 102, 0)
                .tcp(5.1, CLIENT, SERVER, ACK, C + 102, S + 2, 0);
    }

    @BeforeEach
    void writeTheCapture() throws IOException {
        file = capture().write(folder.resolve("x.pcap"), 0).toString();
    }

    private static Program ran(String... words) {
        Program program = new Program();
        program.realSources = true;
        program.exit = program.run(words);
        return program;
    }

    @Test
    void eachHostsTableAtEachMoment() {
        Program program = ran(
                "-r", file, "-a", "-n", "--at", "+0", "--at", "#2", "--at", "+1", "--at", "+3.5", "--at", "+5.1",
                "--at", "+70");
        assertEquals(ExitCode.DONE, program.exit);
        Golden.check("replay-moments.txt", program.out());
    }

    @Test
    void theSummaryCounts() {
        assertEquals("""
                wirestat: 14 frames read, 2026-11-21T14:03:07.000000000Z to 2026-11-21T14:03:12.100000000Z (5.100 s), 4 connections
                wirestat: 0 dropped by the kernel; 0 not decodable; 0 duplicates left out
                """, ran("-r", file).err());
    }

    @Test
    void namesOfServicesAndHostsUnlessNumeric() throws IOException {
        Program program = new Program();
        program.realSources = true;
        program.hostsFile = Files.writeString(folder.resolve("hosts"), "10.0.0.9 web\n10.0.0.5 cli\u001b[2Jent\n");
        program.run("-r", file, "-at", "--at", "+1");
        assertTrue(program.out().contains("web:http                0.0.0.0:*               LISTEN"), program.out());
        assertTrue(program.out().contains(" cli\\x1b[2Jent:48898 "), program.out());
    }

    @Test
    void theSameBytesTwice_alsoAsJson() {
        for (String form : new String[] {"table", "jsonl"}) {
            String once =
                    ran("-r", file, "-a", "--every", "1", "--output", form).out();
            assertEquals(
                    once,
                    ran("-r", file, "-a", "--every", "1", "--output", form).out());
            assertTrue(once.length() > 1000, once);
        }
    }

    @Test
    void aFileThatIsCutShortStillGivesItsTable() throws IOException {
        Path cut = capture().write(folder.resolve("cut.pcap"), 5);
        Program program = ran("-r", cut.toString(), "-an");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.exit);
        assertTrue(program.out().startsWith("! incomplete: "), program.out());
        assertTrue(program.out().contains("10.0.0.9:80             10.0.0.5:48898          LAST_ACK"), program.out());
    }

    @Test
    void rowsOfOneStateOrHostOrPort() {
        assertEquals(
                1, ran("-r", file, "-n", "--state", "syn-sent").out().lines().count() - 2);
        assertEquals(
                2, ran("-r", file, "-n", "--host", "10.0.0.5").out().lines().count() - 2);
        assertEquals(1, ran("-r", file, "-ln", "--port", "domain").out().lines().count() - 2);
    }

    @Test
    void aLongerTimeWaitIsKeptLonger() {
        assertEquals(
                0,
                ran("-r", file, "-nt", "--at", "+300")
                        .out()
                        .lines()
                        .filter(l -> l.contains("TIME_WAIT"))
                        .count());
        assertEquals(
                1,
                ran("-r", file, "-nt", "--time-wait", "10m", "--at", "+300")
                        .out()
                        .lines()
                        .filter(l -> l.contains("TIME_WAIT"))
                        .count());
    }

    @Test
    void oneFrameFromTheFarFutureDoesNotEmptyTheTable_case187() throws IOException {
        Path stray = new TestCapture()
                .tcp(0, CLIENT, SERVER, SYN, C, 0, 0)
                .tcp(0.01, SERVER, CLIENT, SYN | ACK, S, C + 1, 0)
                .tcp(0.02, CLIENT, SERVER, ACK, C + 1, S + 1, 0)
                .udp(2_300_000_000.0, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .tcp(1, CLIENT, SERVER, ACK, C + 1, S + 1, 100)
                .tcp(1.1, SERVER, CLIENT, ACK, S + 1, C + 101, 0)
                .write(folder.resolve("stray.pcap"), 0);
        Program program = ran("-r", stray.toString(), "-nt");
        assertEquals(
                2,
                program.out()
                        .lines()
                        .filter(line -> line.contains("ESTABLISHED"))
                        .count(),
                program.out());
    }

    /** What a capture looks like on a machine that slept: the clock that nobody sets slept too, and stamps leap. */
    @Test
    void aGapOfEightHoursEndsNoEstablishedConnection_case190() throws IOException {
        double later = 8 * 3600;
        Path slept = new TestCapture()
                .tcp(0, CLIENT, SERVER, SYN, C, 0, 0)
                .tcp(0.01, SERVER, CLIENT, SYN | ACK, S, C + 1, 0)
                .tcp(0.02, CLIENT, SERVER, ACK, C + 1, S + 1, 0)
                .udp(later, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .udp(later + 1, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .udp(later + 2, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .write(folder.resolve("slept.pcap"), 0);
        assertEquals(
                2,
                ran("-r", slept.toString(), "-nt")
                        .out()
                        .lines()
                        .filter(line -> line.contains("ESTABLISHED"))
                        .count());
    }

    @Test
    void theMachinesTimeZoneChangesNothing_case192() {
        TimeZone before = TimeZone.getDefault();
        String[] words = {"-r", file, "-an", "-e", "-o", "--output", "jsonl", "--at", "+1s", "--at", "14:03:09"};
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            String expected = ran(words).out();
            assertTrue(expected.contains("2026-11-21T14:03:0"), expected);
            // Whose clocks are put back in November, and one that is a quarter of an hour off
            for (String zone : new String[] {"America/New_York", "Asia/Kathmandu"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertEquals(expected, ran(words).out(), zone);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aCaptureOf2099GivesTheTableOfOneOfToday() throws IOException {
        Path today = handshakeAndEnd("today.pcap", 0);
        Path later = handshakeAndEnd("later.pcap", 2_300_000_000.0);
        String expected = ran("-r", today.toString(), "-ant", "-o", "-e").out();
        assertTrue(expected.contains("TIME_WAIT"), expected);
        Program program = ran("-r", later.toString(), "-ant", "-o", "-e");
        assertEquals(expected, program.out());
        assertTrue(program.err().contains("6 frames read, 2099-10-"), program.err());
    }

    /** At fractions of seconds that a double holds exactly, however large. */
    private Path handshakeAndEnd(String name, double second) throws IOException {
        return new TestCapture()
                .tcp(second, CLIENT, SERVER, SYN, C, 0, 0)
                .tcp(second + 0.125, SERVER, CLIENT, SYN | ACK, S, C + 1, 0)
                .tcp(second + 0.25, CLIENT, SERVER, ACK, C + 1, S + 1, 0)
                .tcp(second + 1, CLIENT, SERVER, FIN | ACK, C + 1, S + 1, 0)
                .tcp(second + 1.25, SERVER, CLIENT, FIN | ACK, S + 1, C + 2, 0)
                .tcp(second + 1.5, CLIENT, SERVER, ACK, C + 2, S + 2, 0)
                .write(folder.resolve(name), 0);
    }

    @Test
    void case133_aCaptureOfAnUnknownLinkTypeIsRefusedWithItsNumber() throws IOException {
        Path path = Path.of(file);
        byte[] content = Files.readAllBytes(path);
        content[20] = (byte) 147; // LINKTYPE_USER0
        Files.write(path, content);
        Program program = ran("-r", file, "-an");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.exit);
        assertTrue(program.err().contains("link type 147"), program.err());
    }
}
