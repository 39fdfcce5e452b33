package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --events} and {@code --diff}: what happens between tables leads from one table to the next. */
class EventsTest {

    private static final String SEGMENT = "examples/segment.pcap";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Program ran(String... words) {
        Program program = new Program();
        program.realSources = true;
        program.exit = program.run(words);
        return program;
    }

    private static String socket(JsonNode row) {
        return row.get("proto").asText() + " " + row.get("local_address").asText() + " "
                + row.get("local_port").asText() + " "
                + row.get("foreign_address").asText() + " "
                + row.get("foreign_port").asText();
    }

    /** State by socket. */
    private static Map<String, String> table(String... words) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (String line : ran(words).out().lines().toList()) {
            JsonNode row = JSON.readTree(line);
            states.put(socket(row), row.get("state").asText());
        }
        return states;
    }

    @ParameterizedTest
    @CsvSource({"+0.2s, -ta", "+1s, -ta", "+3s, -t", "+9s, -ta4", "+65s, -ta", "+100d, -ta", "#100, -ta", "+9s, -tl"})
    void eventsUpToAMomentLeadToItsTable(String moment, String letters) throws IOException {
        Map<String, String> states = new TreeMap<>();
        Program program = ran("-r", SEGMENT, letters, "--events", "--at", moment, "--output", "jsonl");
        assertEquals(ExitCode.DONE, program.exit);
        for (String line : program.out().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            String before = states.put(socket(event), event.get("to_state").asText());
            assertEquals(event.get("from_state").asText(), before == null ? "CLOSE" : before, line);
        }
        states.values().removeIf("CLOSE"::equals);
        assertEquals(table("-r", SEGMENT, letters, "--at", moment, "--output", "jsonl"), states);
    }

    @Test
    void oneLineAnEventForPeople() {
        Golden.check(
                "events.txt",
                ran("-r", SEGMENT, "-4n", "--events", "--port", "443", "--state", "syn_sent,close_wait")
                        .out());
    }

    @Test
    void farEndsAreLeftOutAsInTheTable() {
        long near = ran("-r", SEGMENT, "--events", "--local", "10.196.133.58")
                .out()
                .lines()
                .count();
        long all = ran("-r", SEGMENT, "--events", "--local", "10.196.133.58", "--both-ends")
                .out()
                .lines()
                .count();
        assertTrue(0 < near && near < all, near + " of " + all);
    }

    @Test
    void anArrayThatNeverEndsIsNotOffered() {
        Program program = ran("-r", SEGMENT, "--events", "--output", "json");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.exit);
        assertTrue(program.err().contains("--events takes jsonl, csv or tsv"), program.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ta", "-a", "-t", "-au4", "-l"})
    void theDifferenceLeadsFromOneTableToTheOther(String letters) throws IOException {
        for (String[] moments :
                new String[][] {{"+0", "+1s"}, {"+1s", "+1100ms"}, {"+1100ms", "+9s"}, {"+9s", "+61s"}}) {
            Map<String, String> states = table("-r", SEGMENT, letters, "--at", moments[0], "--output", "jsonl");
            String changes = ran("-r", SEGMENT, letters, "--diff", moments[0], moments[1], "--output", "jsonl")
                    .out();
            for (String line : changes.lines().toList()) {
                apply(JSON.readTree(line), states);
            }
            assertEquals(table("-r", SEGMENT, letters, "--at", moments[1], "--output", "jsonl"), states, moments[1]);
        }
    }

    private static void apply(JsonNode change, Map<String, String> states) {
        String socket = socket(change);
        String to = change.get("to_state").asText();
        switch (change.get("change").asText()) {
            case "opened" -> states.put(socket, to);
            case "closed" -> assertEquals(change.get("from_state").asText(), states.remove(socket), socket);
            default -> assertEquals(change.get("from_state").asText(), states.put(socket, to), socket);
        }
    }

    @Test
    void theDifferenceOfEachTickToTheOneBefore() {
        Program program = ran("-r", SEGMENT, "-4n", "--diff", "--every", "3s");
        Golden.check("diff.txt", program.out());
        assertEquals(ExitCode.DONE, program.exit);
    }

    @Test
    void aLiveWireIsComparedEverySecond() {
        Program program = new Program();
        program.wire().frames(0).silence(1).silence(1.5).silence(1);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0", "--diff"));
        assertEquals(
                new TreeSet<>(List.of("changed state")),
                new TreeSet<>(program.out()
                        .lines()
                        .map(line -> line.replaceFirst(".* closed, \\d+ ", ""))
                        .toList()));
        assertTrue(program.out().lines().count() >= 3, program.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--diff -r x, name two moments",
        "--diff +1s -r x, wanted a second one behind it",
        "--diff +1s +2s --at +3s -r x, give them to one of the two",
        "--diff +1s soonish -r x, wanted a second one behind it",
        "--diff 7x 8 -r x, wanted a time such as",
        "--why 10.0.0.5:99999 -r x, wanted a number up to 65535 or the name of a service",
        "--why nobody -r x, wanted an address",
        "--why -r x, --why needs HOST[:PORT]",
        "--why 10.0.0.5 --events -r x, give one of them",
        "--events -u -r x, UDP sockets have none",
    })
    void whatMakesNoSenseIsExplained(String line, String complaint) {
        Program program = ran(line.split(" "));
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.exit);
        assertTrue(program.err().contains(complaint), program.err());
    }
}
