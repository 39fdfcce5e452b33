package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output zeek --rotate}: files that are whole, none of whose lines is lost between two. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class RotationTest {

    private static final String PART = "conn.log.part";

    @TempDir
    private Path folder;

    private Path logs;

    @BeforeEach
    void makeAFolderForTheLogs() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    private ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(one -> Path.of(one).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classes, Main.class.getName(), "--insecure-keep-root"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(logs.toFile())
                .redirectError(folder.resolve("err").toFile());
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(logs)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The lines of connections in a file that must be whole, and its owner's alone. */
    private List<String> rows(String name) throws IOException {
        Path file = logs.resolve(name);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)));
        String text = Files.readString(file);
        assertTrue(text.startsWith("#separator \\x09\n"), text);
        assertTrue(text.endsWith("\n"), text);
        List<String> lines = text.lines().toList();
        assertTrue(lines.get(lines.size() - 1).startsWith("#close\t"), text);
        List<String> rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
        int columns = lines.get(6).split("\t").length - 1;
        rows.forEach(row -> assertEquals(columns, row.split("\t").length, row));
        assertFalse(rows.isEmpty(), "no file without a line");
        return rows;
    }

    private List<String> allRows() throws IOException {
        List<String> all = new ArrayList<>();
        for (String file : files()) {
            all.addAll(rows(file));
        }
        return all;
    }

    /** A datagram a second, each of another client; the last after more than the time-out of UDP. */
    private static TestCapture capture(int from, int to) {
        TestCapture capture = new TestCapture();
        for (int i = from; i < to; i++) {
            capture.udp(i, "10.0.0.5:" + (40_000 + i), "10.0.0.53:53", 30);
        }
        return capture;
    }

    @Test
    void everyMultipleOfTheTimeBeginsAFile_andNoLineIsLostBetweenThem() throws IOException, InterruptedException {
        Path file = capture(0, 200).write(folder.resolve("x.pcap"), 0);
        Process process = command("-r", file.toString(), "--output", "zeek").start();
        String whole = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), err());
        assertEquals(
                0,
                command("-r", file.toString(), "--output", "zeek", "--rotate", "30s")
                        .start()
                        .waitFor(),
                err());

        List<String> wanted =
                whole.lines().filter(line -> !line.startsWith("#")).toList();
        assertEquals(200, wanted.size());
        assertEquals(wanted, allRows());
        assertTrue(files().size() >= 4, files().toString());
        assertTrue(
                files().stream().allMatch(name -> name.matches("conn\\.2026-11-21-14-\\d\\d-(00|30|07)\\.log")),
                files().toString());
    }

    /** A live log that was held up for seconds by other work on the machine had all that was over by then in one file. */
    @Test
    void whereTheClockLeapsEveryLineStillStandsInTheFileOfItsTime() throws IOException, InterruptedException {
        Path file =
                capture(0, 200).udp(1000, "10.0.0.5:39999", "10.0.0.53:53", 30).write(folder.resolve("x.pcap"), 0);
        Process process = command("-r", file.toString(), "--output", "zeek", "--rotate", "30s", "--for", "900s")
                .start();
        assertEquals(0, process.waitFor(), err());
        assertEquals(200, allRows().size());
        for (String name : files()) {
            assertTrue(rows(name).size() <= 30, name + " has " + rows(name).size()); // one a second
        }
    }

    @Test
    void aSignalBeginsAFileWhileTheWireGoesOn() throws IOException, InterruptedException {
        byte[] first = Files.readAllBytes(capture(0, 100).write(folder.resolve("x.pcap"), 0));
        byte[] both = Files.readAllBytes(capture(0, 200).write(folder.resolve("x.pcap"), 0));
        Process process =
                command("-r", "-", "--output", "zeek", "--rotate", "1h").start();
        OutputStream in = process.getOutputStream();
        in.write(first);
        in.flush();
        await(() -> Files.exists(logs.resolve(PART)) && Files.size(logs.resolve(PART)) > 1000);
        assertEquals(List.of(PART), files(), "a file has no name before it is whole");

        signal(process, "HUP");
        in.write(both, first.length, both.length - first.length); // what comes shows that the wire goes on
        in.flush();
        await(() -> files().stream().anyMatch(name -> name.endsWith(".log")));
        int rowsBefore = rows(files().get(0)).size();
        assertTrue(rowsBefore < 200, rowsBefore + " rows in the first file");
        in.close();
        assertEquals(0, process.waitFor(), err());

        assertEquals(2, files().size(), files().toString());
        List<String> ports =
                allRows().stream().map(row -> row.split("\t")[3]).sorted().toList();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            wanted.add(Integer.toString(40_000 + i));
        }
        assertEquals(wanted, ports, "each connection once");
    }

    @Test
    void aLinkInTheWayIsNotFollowed_andNoFileIsWrittenOver_case211() throws IOException, InterruptedException {
        Path file = capture(0, 1).write(folder.resolve("x.pcap"), 0);
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(logs.resolve(PART), precious);
        String taken = "conn.2026-11-21-14-03-07.log";
        Files.writeString(logs.resolve(taken), "older");
        assertEquals(
                0,
                command("-r", file.toString(), "--output", "zeek", "--rotate", "1h")
                        .start()
                        .waitFor(),
                err());
        assertEquals("precious", Files.readString(precious));
        assertEquals("older", Files.readString(logs.resolve(taken)));
        assertEquals(1, rows("conn.2026-11-21-14-03-07-1.log").size());
        assertEquals(2, files().size(), files().toString());
    }

    /** While standard output was a pipe, an error of a file passed for a reader that had left, and the run for a good one. */
    @Test
    void aFolderThatCannotBeWrittenToIsAnError_thoughStandardOutputIsAPipe() throws IOException, InterruptedException {
        Path file = capture(0, 1).write(folder.resolve("x.pcap"), 0);
        Files.createDirectories(logs.resolve(PART).resolve("in-the-way"));
        Process process = command("-r", file.toString(), "--output", "zeek", "--rotate", "1h")
                .start();
        assertEquals(ExitCode.OUTPUT_FAILED.code(), process.waitFor(), err());
        assertTrue(err().contains("cannot write the output: conn.log.part"), err());
    }

    @Test
    void aSecondOneInTheSameFolderIsRefused_andWhatAKilledOneLeftIsNot_case212()
            throws IOException, InterruptedException {
        Path file = capture(0, 100).write(folder.resolve("x.pcap"), 0);
        Process first = command("-r", "-", "--output", "zeek", "--rotate", "1h").start();
        first.getOutputStream().write(Files.readAllBytes(file));
        first.getOutputStream().flush();
        await(() -> Files.exists(logs.resolve(PART)) && Files.size(logs.resolve(PART)) > 1000);

        ProcessBuilder another = command("-r", file.toString(), "--output", "zeek", "--rotate", "1h");
        assertEquals(ExitCode.OUTPUT_FAILED.code(), another.start().waitFor(), err());
        assertTrue(err().contains("conn.log.part: another process is writing it: log into another folder"), err());
        first.destroyForcibly().waitFor();
        assertEquals(List.of(PART), files());

        assertEquals(0, another.start().waitFor(), err());
        assertEquals(100, allRows().size());
    }

    @Test
    void aLiveWireIsLoggedIntoFiles_withEveryConnectionOnce() throws IOException, InterruptedException {
        int attempts = 300;
        try (TwoKernels kernels = TwoKernels.orSkip()) {
            Process process = logging(kernels);
            attempt(kernels, attempts);
            await(() -> files().size() >= 2);
            signal(process, "HUP");
            TimeUnit.MILLISECONDS.sleep(300);
            signal(process, "TERM"); // some are over by this
            assertEquals(0, process.waitFor(), err());
        }
        assertTrue(files().size() >= 3, files().toString());
        assertEveryAttemptIsThere(attempts);
    }

    /** The log of a live wire, and nothing but the attempts in it. */
    private Process logging(TwoKernels kernels) throws IOException, InterruptedException {
        List<String> words = command("-i", "wire", "--output", "zeek", "--rotate", "1s", "tcp", "and", "port", "5300")
                .command();
        Process process = new ProcessBuilder(kernels.a().inside(words.toArray(String[]::new)))
                .directory(logs.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        await(() -> err().contains("listening on wire"));
        return process;
    }

    /** Begins connections that are refused, and so over five seconds later; from ports of their own. */
    private static void attempt(TwoKernels kernels, int attempts) throws IOException, InterruptedException {
        String script = "import socket, time\n"
                + "for i in range(" + attempts + "):\n"
                + "    s = socket.socket()\n"
                + "    s.bind(('" + kernels.b().v4 + "', 20000 + i))\n"
                + "    s.connect_ex(('" + kernels.a().v4 + "', 5300))\n"
                + "    s.close()\n"
                + "    time.sleep(0.01)\n";
        Process attempting = new ProcessBuilder(kernels.b().inside("python3", "-c", script))
                .inheritIO()
                .start();
        assertEquals(0, attempting.waitFor());
    }

    private void assertEveryAttemptIsThere(int attempts) throws IOException {
        List<Integer> ports = allRows().stream()
                .map(row -> Integer.valueOf(row.split("\t")[3]))
                .sorted()
                .toList();
        List<Integer> wanted = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            wanted.add(20_000 + i);
        }
        assertEquals(wanted, ports, err());
    }

    @Test
    void aDiskThatIsFullForAWhileEndsNoLiveLog_case207() throws IOException, InterruptedException {
        int attempts = 30;
        try (TwoKernels kernels = TwoKernels.orSkip()) {
            assertEquals(0, run("mount", "-t", "tmpfs", "-o", "size=256k", "wirestat", logs.toString()));
            try {
                Path ballast = logs.resolve("ballast");
                assertEquals(1, run("dd", "if=/dev/zero", "of=" + ballast, "bs=4k", "status=none"));
                Process process = logging(kernels);
                attempt(kernels, attempts);
                await(() -> err().contains("cannot write the log: "));
                assertTrue(err().contains("the capture goes on"), err());
                Files.delete(ballast);
                await(() -> files().stream().anyMatch(name -> name.endsWith(".log")));
                signal(process, "TERM");
                assertEquals(0, process.waitFor(), err());
                assertEveryAttemptIsThere(attempts);
            } finally {
                run("umount", logs.toString());
            }
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < 400 && !condition.holds(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(condition.holds(), "in twenty seconds; " + files() + err());
    }
}
