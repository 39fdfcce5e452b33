package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.wirestat.cli.TestCapture.ACK;
import static org.wirestat.cli.TestCapture.FIN;
import static org.wirestat.cli.TestCapture.RST;
import static org.wirestat.cli.TestCapture.SYN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --why}: the story of a socket, with the frames that tell it. */
class WhyTest {

    private static final String SEGMENT = "examples/segment.pcap";
    private static final String CLIENT = "10.0.0.5:48898";
    private static final String SERVER = "10.0.0.9:80";
    private static final long C = 0xffff_fff0L;
    private static final long S = 0xffff_fffeL;

    @TempDir
    private Path folder;

    private static Program ran(String... words) {
        Program program = new Program();
        program.realSources = true;
        program.exit = program.run(words);
        return program;
    }

    private String twoConnectionsOnTheSamePorts() throws IOException {
        return new TestCapture()
                .tcp(0, CLIENT, SERVER, SYN, C, 0, 0)
                .tcp(0.01, SERVER, CLIENT, SYN | ACK, S, C + 1, 0)
                .tcp(0.02, CLIENT, SERVER, ACK, C + 1, S + 1, 0)
                .tcp(1, CLIENT, SERVER, FIN | ACK, C + 1, S + 1, 0)
                .tcp(1.1, SERVER, CLIENT, FIN | ACK, S + 1, C + 2, 0)
                .tcp(1.2, CLIENT, SERVER, ACK, C + 2, S + 2, 0)
                .tcp(3, CLIENT, SERVER, SYN, C + 100_000, 0, 0)
                .tcp(4, CLIENT, SERVER, SYN, C + 100_000, 0, 0)
                .tcp(4.1, SERVER, CLIENT, RST | ACK, 0, C + 100_001, 0)
                .tcp(5, SERVER, CLIENT, RST, 4711, 0, 0)
                .write(folder.resolve("x.pcap"), 0)
                .toString();
    }

    @Test
    void aStoryIsToldFromTheFirstFrameToTheState() {
        Program program = ran("-r", SEGMENT, "-n", "--why", "10.196.133.58:443");
        assertEquals(ExitCode.DONE, program.exit);
        Golden.check("why-listener-and-connection.txt", program.out());
    }

    @Test
    void portsThatAreUsedAgainMakeAStoryOfTheirOwn() throws IOException {
        Golden.check(
                "why-same-ports.txt",
                ran("-r", twoConnectionsOnTheSamePorts(), "-n", "--why", CLIENT, "--at", "+70s")
                        .out());
    }

    @Test
    void upToAMomentOnlyItsFramesCount() throws IOException {
        String file = twoConnectionsOnTheSamePorts();
        Program program = ran("-r", file, "-n", "--why", CLIENT, "--at", "#3", "--at", "+1.1s");
        List<String> endings =
                program.out().lines().filter(line -> line.startsWith("  = ")).toList();
        assertEquals(2, endings.size(), program.out());
        assertTrue(endings.get(0).startsWith("  = ESTABLISHED for 0.01s, Send-Q 0; observed: "), endings.get(0));
        assertTrue(endings.get(1).startsWith("  = TIME_WAIT for 0.00s, "), endings.get(1));
        assertEquals(2, program.moments().size());
    }

    @Test
    void whatAnEndIsInAtTheEndIsWhatTheTableSays() throws IOException {
        Program why = ran("-r", SEGMENT, "--why", "0.0.0.0/0,::/0", "--output", "jsonl");
        Map<String, String> told = rows(why).stream()
                .filter(step -> !step.get("type").asText().equals("disregard"))
                .collect(Collectors.toMap(
                        step -> socket(step) + step.get("connection_first").asText(),
                        step -> step.get("to_state").asText() + " "
                                + step.get("basis").asText() + socket(step),
                        (before, after) -> after));
        List<String> ends = told.values().stream()
                .filter(end -> !end.startsWith("CLOSE "))
                .sorted()
                .toList();
        List<String> table = rows(ran("-r", SEGMENT, "-ta", "--both-ends", "--output", "jsonl")).stream()
                .map(row -> row.get("state").asText() + " " + row.get("basis").asText() + socket(row))
                .sorted()
                .toList();
        assertEquals(table, ends);
    }

    private static String socket(JsonNode row) {
        return " " + row.get("local_address").asText() + " "
                + row.get("local_port").asText() + " "
                + row.get("foreign_address").asText() + " "
                + row.get("foreign_port").asText();
    }

    private static List<JsonNode> rows(Program program) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : program.out().lines().toList()) {
            rows.add(json.readTree(line));
        }
        return rows;
    }

    /** Frame numbers and segments are tcpdump's: each line that a story quotes stands in tcpdump's output. */
    @Test
    void tcpdumpSaysTheSameOfEveryFrameThatIsNamed() throws IOException, InterruptedException {
        Process tcpdump = startOrSkip("tcpdump", "-#", "-nnttttr", SEGMENT);
        List<String> lines = new String(tcpdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst(" +(\\d+)  \\S+ \\S+ ", "$1 "))
                .map(line -> line.replaceFirst("(length \\d+)(:.*)?$", "$1"))
                .toList();
        assertEquals(0, tcpdump.waitFor());
        String out = ran("-r", SEGMENT, "-n", "--why", "0.0.0.0/0,::/0").out();
        Matcher quoted = Pattern.compile("  #(\\d+) .*\n +(IP6? .*)\n").matcher(out);
        int count = 0;
        while (quoted.find()) {
            int frame = Integer.parseInt(quoted.group(1));
            assertEquals(lines.get(frame - 1), frame + " " + quoted.group(2));
            count++;
        }
        assertTrue(count > 100, out);
    }

    private static Process startOrSkip(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: " + command[0] + " is not installed");
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServicesNameWillDoForAPort() throws IOException {
        String file = twoConnectionsOnTheSamePorts();
        assertEquals(
                ran("-r", file, "--why", "10.0.0.9:80").out(),
                ran("-r", file, "--why", "10.0.0.9:http").out());
    }

    @Test
    void onlyStoriesThatEndInAStateOrHaveAPeer() throws IOException {
        String file = twoConnectionsOnTheSamePorts();
        assertEquals(2, stories(ran("-r", file, "--why", "10.0.0.9")), "a connection and the listening port");
        assertEquals(1, stories(ran("-r", file, "--why", "10.0.0.9", "--host", "10.0.0.5")), "the port has no peer");
        assertEquals(1, stories(ran("-r", file, "--why", "10.0.0.9", "-l", "--at", "#4")));
        assertEquals(1, stories(ran("-r", file, "--why", "10.0.0.5", "--state", "time_wait", "--at", "#6")));
        assertEquals(0, stories(ran("-r", file, "--why", "10.0.0.5", "--state", "syn_sent", "--at", "#6")));
    }

    private static long stories(Program program) {
        return program.out().lines().filter(line -> line.startsWith("tcp ")).count();
    }

    @Test
    void whoAsksForOneThatWasNotSeenIsToldWhichWere() throws IOException {
        String file = twoConnectionsOnTheSamePorts();
        Program port = ran("-r", file, "--quiet", "--why", "10.0.0.9:81");
        assertEquals(ExitCode.DONE, port.exit);
        assertEquals("", port.out());
        assertEquals(
                "wirestat: --why 10.0.0.9:81: no TCP of it was seen; that host was seen with port 80\n", port.err());
        assertEquals(
                "wirestat: --why 10.0.0.8: no TCP of it was seen; seen were hosts 10.0.0.9, 10.0.0.5\n",
                ran("-r", file, "--quiet", "--why", "10.0.0.8").err());
    }

    @Test
    void aMirrorsCopiesAreNamed() throws IOException {
        TestCapture capture = new TestCapture();
        for (int copy = 0; copy < 2; copy++) {
            capture.tcp(0.000_01 * copy, CLIENT, SERVER, SYN, C, 0, 0);
        }
        String file = capture.write(folder.resolve("copies.pcap"), 0).toString();
        Program program = ran("-r", file, "--why", CLIENT, "-n");
        assertTrue(program.out().contains("\n      copied by the mirror: #2\n"), program.out());
    }
}
