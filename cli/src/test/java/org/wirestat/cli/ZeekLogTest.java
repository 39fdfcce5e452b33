package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output zeek}: the log as its readers meet it. */
class ZeekLogTest {

    private static final String CLIENT = "10.0.0.5:40000";
    private static final String SERVER = "93.184.216.34:443";

    @TempDir
    Path folder;

    private Program program = new Program();

    private Path capture() throws IOException {
        return new TestCapture()
                .tcp(0, CLIENT, SERVER, TestCapture.SYN, 100, 0, 0)
                .tcp(0.01, SERVER, CLIENT, TestCapture.SYN | TestCapture.ACK, 500, 101, 0)
                .tcp(0.02, CLIENT, SERVER, TestCapture.ACK, 101, 501, 50)
                .tcp(0.03, SERVER, CLIENT, TestCapture.ACK | TestCapture.FIN, 501, 151, 0)
                .tcp(0.04, CLIENT, SERVER, TestCapture.ACK | TestCapture.FIN, 151, 502, 0)
                .udp(1, "10.0.0.5:5353", "224.0.0.251:5353", 30)
                .write(folder.resolve("a.pcap"), 0);
    }

    private List<String> lines(String... options) throws IOException {
        String[] words = new String[options.length + 2];
        words[0] = "-r";
        words[1] = capture().toString();
        System.arraycopy(options, 0, words, 2, options.length);
        program = new Program();
        program.realSources = true;
        assertEquals(ExitCode.DONE, program.run(words), program.err());
        return program.out().lines().toList();
    }

    @Test
    void theHeadNamesColumnsAndTypesAndTheFootCloses() throws IOException {
        List<String> lines = lines("--output", "zeek");
        assertEquals("#separator \\x09", lines.get(0));
        assertEquals("#set_separator\t,", lines.get(1));
        assertEquals("#empty_field\t(empty)", lines.get(2));
        assertEquals("#unset_field\t-", lines.get(3));
        assertEquals("#path\tconn", lines.get(4));
        assertEquals("#open\t2026-11-21-14-03-07", lines.get(5));
        assertTrue(lines.get(6).startsWith("#fields\tts\tuid\tid.orig_h\tid.orig_p\t"), lines.get(6));
        assertTrue(lines.get(7).startsWith("#types\ttime\tstring\taddr\tport\t"), lines.get(7));
        assertEquals(lines.get(6).split("\t").length, lines.get(7).split("\t").length);
        assertEquals("#close\t2026-11-21-14-03-08", lines.get(lines.size() - 1));
        assertEquals(11, lines.size());
    }

    @Test
    void aLineHasAValueForEachColumn() throws IOException {
        String line = lines("--output", "zeek").get(8);
        assertEquals(
                "1795269787.000000\t" + line.split("\t")[1]
                        + "\t10.0.0.5\t40000\t93.184.216.34\t443\ttcp\t-\t0.040000\t50\t0\tSF\tT\tF\t0\tShDfF"
                        + "\t3\t170\t2\t80\t-\t6",
                line);
    }

    @Test
    void jsonLeavesOutWhatThereIsNot() throws IOException {
        String line = lines("--output", "zeek-json").get(1);
        assertTrue(line.startsWith("{\"ts\":1795269788.000000,\"uid\":\"C"), line);
        assertTrue(
                line.endsWith("\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":5353,\"id.resp_h\":\"224.0.0.251\","
                        + "\"id.resp_p\":5353,\"proto\":\"udp\",\"conn_state\":\"S0\",\"local_orig\":true,"
                        + "\"local_resp\":false,\"missed_bytes\":0,\"history\":\"D\",\"orig_pkts\":1,"
                        + "\"orig_ip_bytes\":58,\"resp_pkts\":0,\"resp_ip_bytes\":0,\"ip_proto\":17}"),
                line);
    }

    @Test
    void onlyTheConnectionsThatWereAskedFor() throws IOException {
        assertEquals(2, lines("--output", "zeek-json").size());
        assertEquals(1, lines("--output", "zeek-json", "-t").size());
        assertEquals(1, lines("--output", "zeek-json", "--port", "5353").size());
        assertEquals(0, lines("--output", "zeek-json", "-6").size());
    }

    @Test
    void theSameCaptureGivesTheSameBytes() throws IOException {
        assertEquals(lines("--output", "zeek"), lines("--output", "zeek"));
    }

    @Test
    void communityIdsAreThoseOfTheSpecification() throws IOException {
        // The baseline of the specification's own test: 128.232.110.120:34855 > 66.35.250.204:80, seed 0
        Path capture = new TestCapture()
                .tcp(0, "66.35.250.204:80", "128.232.110.120:34855", TestCapture.ACK, 1, 1, 1)
                .write(folder.resolve("b.pcap"), 0);
        program.realSources = true;
        program.run("-r", capture.toString(), "--output", "zeek-json", "--community-id");
        assertTrue(program.out().contains("\"community_id\":\"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\""), program.out());
    }

    @Test
    void optionsOfTablesAreRefusedAndThoseOfLogsForTables() throws IOException {
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "x", "--output", "zeek", "--at", "+1s"));
        assertTrue(program.err().contains("--at is for tables"), program.err());
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "x", "--rotate", "1h"));
        assertTrue(program.err().contains("--rotate is for logs"), program.err());
        assertFalse(program.err().contains("defect"), program.err());
    }

    @Test
    void whatFoundNoRoomIsSaid() throws IOException {
        TestCapture flood = new TestCapture();
        for (int i = 0; i < 64; i++) {
            flood.tcp(i * 0.001, "10.0.0." + i + ":40000", SERVER, TestCapture.SYN, 100, 0, 0);
        }
        Path file = flood.write(folder.resolve("flood.pcap"), 0);
        program.realSources = true;
        String[] words = {"-r", file.toString(), "--output", "zeek", "--max-connections", "16", "--strict"};
        assertEquals(ExitCode.INCOMPLETE, program.run(words));
        assertEquals(
                64, program.out().lines().filter(line -> !line.startsWith("#")).count(), "each has its line");
        assertTrue(
                program.err()
                        .contains("wirestat: ! incomplete: 60 connections forgotten for want of room"
                                + " (60 SYN without answer)\n"),
                program.err());
        assertTrue(program.err().contains("! without room: 93.184.216.34:443, 60 connections begun"), program.err());
    }
}
