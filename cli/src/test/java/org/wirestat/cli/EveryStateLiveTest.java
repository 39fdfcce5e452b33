package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on a live wire between two kernels: its table is theirs, row by row, in every state that TCP has. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class EveryStateLiveTest {

    private static final Set<String> EVERY_STATE = Set.of(
            "LISTEN",
            "SYN_SENT",
            "SYN_RECV",
            "ESTABLISHED",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "CLOSE_WAIT",
            "CLOSING",
            "LAST_ACK",
            "TIME_WAIT");

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(45);

    @TempDir
    private Path folder;

    @Test
    void theLiveTableIsThatOfBothKernels() throws IOException, InterruptedException {
        try (TwoKernels two = TwoKernels.orSkip()) {
            Process wirestat = start(two.a());
            try {
                for (int version : new int[] {4, 6}) {
                    lead(version, two);
                }
                assertEquals(EVERY_STATE, states(two.tables()), "the kernels are in every state");
                compare(wirestat.inputReader(), two);
            } finally {
                wirestat.destroy();
                wirestat.waitFor();
            }
        }
    }

    private Process start(TwoKernels.Kernel where) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(where.inside(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())));
        command.addAll(List.of("-i", "wire", "-ta", "--both-ends", "--output", "jsonl", "-c"));
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        while (!Files.readString(err).contains("listening on wire")) {
            assertTrue(process.isAlive(), () -> text(err));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return process;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings sockets into every state; each state has a port of its own on the server's side. */
    private static void lead(int version, TwoKernels two) throws IOException, InterruptedException {
        TwoKernels.Kernel client = two.a();
        TwoKernels.Kernel server = two.b();
        Lives lives = new Lives(version, client, server);

        lives.open(5000); // ESTABLISHED, both

        server.drop("tcp dport 5001");
        lives.call(5001); // SYN_SENT, to a black hole

        client.drop("tcp sport 5002");
        lives.listen(5002);
        lives.call(5002); // SYN_SENT and SYN_RECV: the SYN-ACK is lost behind the observer

        server.drop("tcp dport 5003 tcp flags & syn == 0");
        lives.listen(5003);
        lives.call(5003); // ESTABLISHED and SYN_RECV: the third ACK is

        lives.open(5004);
        server.drop("tcp dport 5004 tcp flags & fin == fin");
        client.ask("shutdown", lives.name(5004)); // FIN_WAIT1 and ESTABLISHED: the FIN is

        lives.open(5005);
        client.ask("shutdown", lives.name(5005)); // FIN_WAIT2 and CLOSE_WAIT

        lives.open(5006);
        server.drop("tcp dport 5006 tcp flags & fin == fin");
        client.ask("shutdown", lives.name(5006));
        server.ask("shutdown", lives.name(5006)); // CLOSING and FIN_WAIT2: one of the crossing FINs is

        lives.open(5007);
        client.ask("shutdown", lives.name(5007));
        client.drop("tcp sport 5007 tcp flags & fin == fin");
        server.ask("shutdown", lives.name(5007)); // FIN_WAIT2 and LAST_ACK: the second FIN is

        lives.open(5008);
        client.ask("shutdown", lives.name(5008));
        server.ask("close", lives.name(5008)); // TIME_WAIT and nothing
        client.ask("close", lives.name(5008));

        lives.open(5009);
        server.ask("shutdown", lives.name(5009));
        client.ask("close", lives.name(5009)); // the other way round
        server.ask("close", lives.name(5009));
    }

    /** Connections of one IP version. */
    private record Lives(int version, TwoKernels.Kernel client, TwoKernels.Kernel server) {

        String name(int port) {
            return "v" + version + "-" + port;
        }

        void listen(int port) throws IOException {
            server.ask("listen", version, server.address(version), port);
        }

        void call(int port) throws IOException {
            client.ask(
                    "connect",
                    name(port),
                    version,
                    client.address(version),
                    port + 10_000,
                    server.address(version),
                    port);
        }

        void open(int port) throws IOException {
            listen(port);
            call(port);
            server.ask("accept", name(port), version, port);
            client.ask("send", name(port));
            server.ask("receive", name(port));
            server.ask("send", name(port));
            client.ask("receive", name(port));
        }
    }

    /** Waits for a table of the wire that is the kernels' own, at a moment when these do not change. */
    private static void compare(BufferedReader tables, TwoKernels two) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + PATIENCE_NS;
        Set<String> kernels = two.tables();
        Set<String> wire = new TreeSet<>();
        Table table = new Table(tables);
        while (System.nanoTime() < endNs) {
            wire = table.next();
            Set<String> kernelsNow = two.tables();
            if (kernels.equals(kernelsNow) && wire.equals(kernelsNow)) {
                break;
            }
            kernels = kernelsNow;
        }
        assertEquals(String.join("\n", kernels), String.join("\n", wire));
        assertEquals(EVERY_STATE, states(wire));
    }

    private static Set<String> states(Set<String> rows) {
        return rows.stream().map(row -> row.substring(row.lastIndexOf(' ') + 1)).collect(Collectors.toSet());
    }

    /** Reads table after table: rows of one moment. */
    private static final class Table {

        private final ObjectMapper json = new ObjectMapper();
        private final BufferedReader lines;
        private @Nullable JsonNode ahead;

        Table(BufferedReader lines) {
            this.lines = lines;
        }

        Set<String> next() throws IOException {
            Set<String> rows = new TreeSet<>();
            JsonNode row = ahead == null ? json.readTree(lines.readLine()) : ahead;
            String time = row.get("time").asText();
            while (row.get("time").asText().equals(time)) {
                if (row.get("type").asText().equals("socket")) {
                    boolean listens = row.get("foreign_address").isNull();
                    String foreign = row.get("foreign_address").asText() + " "
                            + row.get("foreign_port").asText();
                    rows.add(row.get("local_address").asText() + " "
                            + row.get("local_port").asText() + " " + (listens ? "*" : foreign) + " "
                            + row.get("state").asText());
                }
                row = json.readTree(lines.readLine());
            }
            ahead = row;
            return rows;
        }
    }
}
