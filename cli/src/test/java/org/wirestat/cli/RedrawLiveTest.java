package org.wirestat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The whole command in a terminal, on a wire between two kernels. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class RedrawLiveTest {

    private static final String CTRL_C = "key:03";

    /** Five ports, each with a connection of another client port. */
    private static void openFive(TwoKernels two) throws IOException {
        for (int port = 7001; port <= 7005; port++) {
            two.b().ask("listen", 4, two.b().address(4), port);
            two.a()
                    .ask(
                            "connect",
                            "c" + port,
                            4,
                            two.a().address(4),
                            port + 1000,
                            two.b().address(4),
                            port);
            two.b().ask("accept", "s" + port, 4, port);
        }
    }

    /** What happened in a terminal of so many rows and columns; there are connections once the plan says it is ready. */
    private static JsonNode inTerminal(
            TwoKernels two, int rows, int columns, String plan, String shell, String... options)
            throws IOException, InterruptedException {
        List<String> wirestat = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-i",
                "wire",
                "-n",
                "-t",
                "--both-ends",
                "--quiet"));
        wirestat.addAll(List.of(options));
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Path.of("src/test/resources/live/terminal.py").toString(),
                Integer.toString(rows),
                Integer.toString(columns),
                plan));
        command.addAll(List.of(two.a().inside()));
        if (!shell.isEmpty()) {
            command.addAll(List.of("bash", "-c", shell, "bash"));
        }
        command.addAll(wirestat);
        Process terminal = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = terminal.inputReader(UTF_8).readLine();
        if ("ready".equals(told)) {
            openFive(two);
            told = terminal.inputReader(UTF_8).readLine();
        }
        assertEquals(0, terminal.waitFor());
        return new ObjectMapper().readTree(told);
    }

    private static List<String> lines(JsonNode shot) {
        List<String> lines = new ArrayList<>();
        shot.get("lines").forEach(line -> lines.add(line.asText()));
        return lines;
    }

    private static List<String> localPorts(List<String> rows) {
        return rows.stream()
                .filter(row -> row.startsWith("tcp"))
                .map(row -> row.split(" +")[3].replaceFirst(".*:", ""))
                .toList();
    }

    /** As nobody: root is given up before the first frame, and JLine's library is loaded by then. */
    @Test
    void case208_tablesFillTheWindowAndTheTerminalIsGivenBack() throws IOException, InterruptedException {
        try (TwoKernels two = TwoKernels.orSkip()) {
            String plan = "wait:Active say:ready wait:7001 shot size:5x50 wait:more shot size:30x100 wait:7001 shot "
                    + CTRL_C;
            JsonNode seen = inTerminal(
                    two,
                    8,
                    90,
                    plan,
                    "",
                    "-c",
                    "--sort",
                    "local_port:desc",
                    "--where",
                    "sport < :8000 and not sport = :7003");

            assertNotEquals(0, seen.get("uid").asInt(), "root was given up");
            List<String> first = lines(seen.get("shots").get(0));
            assertEquals(8, first.size());
            assertEquals("Active Internet connections (w/o servers)", first.get(0));
            assertEquals(List.of("7005", "7004", "7002", "7001"), localPorts(first));

            List<String> small = lines(seen.get("shots").get(1));
            assertEquals(5, small.size());
            assertTrue(small.get(4).startsWith("... 2 more lines"), String.join("\n", small));
            assertEquals(List.of("7005", "7004"), localPorts(small));
            assertTrue(small.stream().allMatch(line -> line.length() <= 50), String.join("\n", small));

            List<String> large = lines(seen.get("shots").get(2));
            assertEquals(List.of("7005", "7004", "7002", "7001"), localPorts(large));
            for (JsonNode shot : seen.get("shots")) {
                assertFalse(shot.get("cursor").asBoolean(), "no cursor on a table");
                assertFalse(shot.get("echo").asBoolean(), "what is typed would be drawn into the table");
            }

            assertEquals(0, seen.get("exit").asInt());
            assertTrue(seen.get("switched").asInt() >= 2, "to the other screen, and back");
            assertFalse(seen.get("other").asBoolean());
            assertTrue(seen.get("cursor").asBoolean(), "as it was: neither hidden nor blinking");
            assertTrue(seen.get("echo_before").asBoolean());
            assertTrue(seen.get("echo_after").asBoolean());
            assertTrue(seen.get("colours").asBoolean());
            String plain = seen.get("plain").asText();
            assertEquals(
                    List.of("7005", "7004", "7002", "7001"),
                    localPorts(plain.lines().toList()),
                    "the last table stays, whole: " + plain);
        }
    }

    @Test
    void whoSendsTheTablesElsewhereKeepsAnUntouchedTerminal() throws IOException, InterruptedException {
        try (TwoKernels two = TwoKernels.orSkip()) {
            JsonNode seen = inTerminal(two, 8, 90, "", "\"$@\" | cat", "-c", "--for", "3500ms");
            assertEquals(0, seen.get("switched").asInt());
            assertFalse(seen.get("colours").asBoolean());
            assertEquals(seen.get("echo_before"), seen.get("echo_after"));
            String plain = seen.get("plain").asText();
            assertTrue(plain.split("Active Internet connections", -1).length - 1 >= 3, plain);
        }
    }
}
