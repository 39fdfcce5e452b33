package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables of netstat, of ss, and ours of the same namespace, column by column. */
@Timeout(120)
class BesideNetstatTest {

    /** Sockets in seven states, over IPv4 and IPv6, which then rest until standard input ends. */
    private static final String SOCKETS = """
            import socket, sys
            kept = []
            def pair(family, address):
                server = socket.socket(family)
                server.bind((address, 0))
                server.listen()
                client = socket.create_connection(server.getsockname()[:2])
                accepted, _ = server.accept()
                kept.extend((server, client, accepted))
                return client, accepted
            for family, address in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
                client, accepted = pair(family, address)      # ESTABLISHED
                client.sendall(b'hello'); accepted.recv(5)
                client, accepted = pair(family, address)      # FIN_WAIT2, CLOSE_WAIT
                client.shutdown(socket.SHUT_WR)
                client, accepted = pair(family, address)      # TIME_WAIT
                client.close(); accepted.recv(1); accepted.close()
            print('ready', flush=True)
            sys.stdin.read()
            """;

    private final String namespace =
            "wirestat-beside-" + ProcessHandle.current().pid();
    private final List<Process> running = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeTheNamespace() throws IOException, InterruptedException {
        for (String tool : List.of("ip", "ss", "netstat", "python3")) {
            assumeTrue(
                    List.of("/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/").stream()
                            .anyMatch(place -> Files.isExecutable(Path.of(place + tool))),
                    "skipped: there is no " + tool + " on this machine");
        }
        Process add = new ProcessBuilder("ip", "netns", "add", namespace)
                .redirectErrorStream(true)
                .start();
        assumeTrue(add.waitFor() == 0, "skipped: making a network namespace needs root");
        outputOf("ip", "-n", namespace, "link", "set", "lo", "up");
    }

    @AfterEach
    void removeTheNamespace() throws IOException, InterruptedException {
        running.forEach(Process::destroyForcibly);
        new ProcessBuilder("ip", "netns", "del", namespace).start().waitFor();
    }

    @Test
    void theTablesAreTheSame() throws IOException, InterruptedException {
        Process linux = wirestat("-tan", "--both-ends");
        Process ss = wirestat("-tan", "--both-ends", "--format", "ss");
        openSockets();

        List<List<String>> netstat = rows(outputInside("netstat", "-tan"), 2, 0, 2, 3, 4, 5);
        List<List<String>> theirs = rows(outputInside("ss", "-tanH"), 0, 0, 2, 3, 4);
        assertEquals(16, netstat.size(), netstat.toString());
        assertEquals(netstat, rows(tableOf(linux), 2, 0, 2, 3, 4, 5));
        assertEquals(withoutBacklogs(theirs), withoutBacklogs(rows(tableOf(ss), 1, 0, 2, 3, 4)));
    }

    /** Whoever stays root sees whose sockets they are, as netstat does; a socket in TIME_WAIT is nobody's. */
    @Test
    void theProgramsAreTheSame() throws IOException, InterruptedException {
        Process wirestat = wirestat("-tanp", "--both-ends", "--insecure-keep-root", "-c");
        openSockets();
        List<List<String>> netstat = rows(outputInside("netstat", "-tanp"), 2, 0, 3, 4, 5, 6);
        assertEquals(16, netstat.size(), netstat.toString());
        assertEquals(
                14,
                netstat.stream().filter(row -> row.get(4).endsWith("/python3")).count(),
                netstat.toString());

        List<String> tables = List.of(tableOf(wirestat).split("(?m)^(?=Active)"));
        assertEquals(netstat, rows(tables.get(tables.size() - 1), 2, 0, 3, 4, 5, 6));
    }

    /** What nobody may know is said to be unknown, with the remedy. */
    @Test
    void whoIsNoLongerRootIsToldThatProgramsOfOthersStayHidden() throws IOException, InterruptedException {
        Process wirestat = wirestat("-tanp", "--both-ends");
        openSockets();
        String table = tableOf(wirestat);
        assertTrue(rows(table, 2, 6).stream().allMatch(row -> row.equals(List.of("-"))), table);
        String said = String.join("\n", Files.readAllLines(folder.resolve("err")));
        assertTrue(said.contains("--insecure-keep-root"), said);
    }

    /** What the loopback interface sends it receives. Our own promiscuity, which netstat does not show, would be its P. */
    @Test
    void theInterfaceIsTheSame() throws IOException, InterruptedException {
        Process wirestat = wirestat("--interfaces", "--no-promiscuous");
        openSockets();
        List<String> netstat = outputInside("netstat", "-i").lines().toList();
        List<String> ours = tableOf(wirestat).lines().toList();
        assertEquals(netstat.subList(0, 2), ours.subList(0, 2));
        String theirs = netstat.get(2);
        String line = ours.get(2);
        assertEquals(theirs.substring(0, 51), line.substring(0, 51), "name, MTU and what was received");
        assertEquals(theirs.replaceFirst(".* ", ""), line.replaceFirst(".* ", ""), "flags");
        assertEquals(theirs.length(), line.length());
    }

    /** A listening socket's Send-Q is its backlog in ss, which no wire tells. */
    private static List<List<String>> withoutBacklogs(List<List<String>> rows) {
        List<List<String>> some = new ArrayList<>();
        for (List<String> row : rows) {
            boolean listens = row.get(0).equals("LISTEN");
            some.add(listens ? List.of(row.get(0), row.get(2), row.get(3)) : row);
        }
        return some;
    }

    /** All rows in one order, with these columns: all but Recv-Q, which no wire tells. */
    private static List<List<String>> rows(String table, int headLines, int... columns) {
        List<List<String>> rows = new ArrayList<>();
        table.lines().skip(headLines).forEach(line -> {
            String[] words = line.strip().split(" +");
            rows.add(Arrays.stream(columns).mapToObj(column -> words[column]).toList());
        });
        rows.sort((one, other) -> one.toString().compareTo(other.toString()));
        return rows;
    }

    private Process wirestat(String... options) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(inside(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-i",
                "lo")));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        running.add(process);
        while (!Files.readString(err).contains("listening on lo")) {
            assertTrue(process.isAlive(), Files.readString(err));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return process;
    }

    private void openSockets() throws IOException, InterruptedException {
        Process sockets = new ProcessBuilder(inside(
                        "python3",
                        Files.writeString(folder.resolve("sockets.py"), SOCKETS).toString()))
                .start();
        running.add(sockets);
        assertEquals("ready", sockets.inputReader(StandardCharsets.UTF_8).readLine());
        TimeUnit.MILLISECONDS.sleep(500); // delayed acknowledgments
    }

    private String[] inside(String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(List.of(command));
        return words.toArray(String[]::new);
    }

    private String outputInside(String... command) throws IOException, InterruptedException {
        return outputOf(inside(command));
    }

    /** What it prints when it is told to stop. */
    private static String tableOf(Process process) throws IOException, InterruptedException {
        process.toHandle().destroy(); // Process.destroy() would close its output before it is read
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it does not end");
        return text;
    }

    private static String outputOf(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return text;
    }
}
