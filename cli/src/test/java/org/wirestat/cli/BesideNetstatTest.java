package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
        Process linux = wirestat("linux");
        Process ss = wirestat("ss");
        Process sockets = inside(Files.writeString(folder.resolve("sockets.py"), SOCKETS));
        BufferedReader says =
                new BufferedReader(new InputStreamReader(sockets.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", says.readLine());
        Thread.sleep(500); // delayed acknowledgments

        List<List<String>> netstat =
                rows(outputOf("ip", "netns", "exec", namespace, "netstat", "-tan"), 2, 0, 2, 3, 4, 5);
        List<List<String>> theirs = rows(outputOf("ip", "netns", "exec", namespace, "ss", "-tanH"), 0, 0, 2, 3, 4);
        assertEquals(16, netstat.size(), netstat.toString());
        assertEquals(netstat, rows(tableOf(linux), 2, 0, 2, 3, 4, 5));
        assertEquals(withoutBacklogs(theirs), withoutBacklogs(rows(tableOf(ss), 1, 0, 2, 3, 4)));
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

    private Process wirestat(String format) throws IOException {
        Process process = start(
                "ip",
                "netns",
                "exec",
                namespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.wirestat.cli.Main",
                "-i",
                "lo",
                "-tan",
                "--both-ends",
                "--format",
                format);
        BufferedReader says =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        String line = says.readLine();
        while (line != null && !line.contains("listening on")) {
            line = says.readLine();
        }
        assertTrue(line != null, "it never listened");
        return process;
    }

    private Process inside(Path script) throws IOException {
        return start("ip", "netns", "exec", namespace, "python3", script.toString());
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        running.add(process);
        return process;
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
