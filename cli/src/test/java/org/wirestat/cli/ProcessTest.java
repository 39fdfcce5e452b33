package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: real signals, pipes, full disks, and which classes are loaded. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProcessTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeACapture() throws IOException {
        file = new TestCapture()
                .tcp(0, "10.0.0.5:48898", "10.0.0.9:80", TestCapture.SYN, 1, 0, 0)
                .udp(1, "10.0.0.5:40000", "10.0.0.53:53", 30)
                .write(folder.resolve("x.pcap"), 0);
    }

    private ProcessBuilder command(List<String> jvmOptions, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.add(
                "--insecure-keep-root"); // else, as root, it could not read what only root may read: see PrivilegesTest
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A run that waits for more of its standard input, having read all of the capture. */
    private Process waiting() throws IOException, InterruptedException {
        Process process =
                command(List.of(), "-r", "-", "-n", "--every", "500ms").start();
        OutputStream in = process.getOutputStream();
        in.write(Files.readAllBytes(file));
        in.flush();
        // The table of +500ms comes when the second frame does: then the run is under way, its signals included.
        byte[] first = process.getInputStream().readNBytes(200);
        assertTrue(new String(first, StandardCharsets.UTF_8).contains("Active Internet"), "a first table");
        TimeUnit.MILLISECONDS.sleep(500);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void eachSignalEndsTheRunWithItsTable_case209() throws IOException, InterruptedException {
        for (Signal signal : List.of(new Signal("INT", 2), new Signal("TERM", 15), new Signal("HUP", 1))) {
            if (signal.isIgnored()) {
                System.out.println(
                        "skipped: SIG" + signal.name + " is ignored here, as under nohup, and so by what we start");
                continue;
            }
            Process process = waiting();
            // Should the signal be lost, the reading below must end all the same.
            process.toHandle().onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(late -> {
                process.destroyForcibly();
                return process.toHandle();
            });
            signal(process, signal.name);
            String rest = text(process.getInputStream());
            assertEquals(0, process.waitFor(), signal.name);
            assertTrue(rest.contains("10.0.0.5:40000          10.0.0.53:53"), rest);
            assertTrue(err().contains("2 frames read"), err());
        }
    }

    /** Operators write {@code timeout 10 wirestat …}: it has to end with its table, though timeout(1) signals it twice. */
    @Test
    void timeoutEndsTheRunWithItsTable_case209() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("timeout", "--preserve-status", "5"));
        words.addAll(command(List.of(), "-r", "-", "-n").command());
        Process process = new ProcessBuilder(words)
                .redirectError(folder.resolve("err").toFile())
                .start();
        OutputStream in = process.getOutputStream();
        in.write(Files.readAllBytes(file));
        in.flush();
        String table = text(process.getInputStream());
        assertEquals(0, process.waitFor(), err());
        assertTrue(table.contains("10.0.0.5:40000          10.0.0.53:53"), table);
    }

    @Test
    void aSignalAsksForTheCountersAndTheRunGoesOn_case209() throws IOException, InterruptedException {
        Process process = waiting();
        signal(process, "USR1");
        for (int i = 0; i < 100 && !err().contains("2 frames read"); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(err().contains("2 frames read"), "while it waits for input: " + err());
        assertTrue(process.isAlive(), "and goes on");
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
    }

    @Test
    void aFileThatTheDiskHasNoRoomForEndsWithAWholeLine_case207() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -f 30 && exec \"$@\"", "sh"));
        words.addAll(command(List.of("-XX:-UsePerfData"), "-r", file.toString(), "--every", "1ms", "--output", "jsonl")
                .command());
        Process process = new ProcessBuilder(words)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(out.toFile())
                .start();
        assertEquals(ExitCode.OUTPUT_FAILED.code(), process.waitFor(), err());
        String written = Files.readString(out);
        assertTrue(written.length() > 5000, "some of it: " + written.length());
        assertTrue(written.endsWith("}\n"), written.substring(written.length() - 100));
    }

    @Test
    void aHeapThatIsFullEndsTheWholeProgram_case201() throws IOException, InterruptedException {
        // The launcher's own way, and ours where java was started by hand.
        for (List<String> options : List.of(List.of("-XX:+ExitOnOutOfMemoryError"), List.<String>of())) {
            List<String> small = new ArrayList<>(options);
            small.add("-Xmx8m");
            Process process = command(small, "-r", flood().toString()).start();
            process.getInputStream().readAllBytes();
            assertEquals(ExitCode.OUT_OF_MEMORY.code(), process.waitFor(), err());
        }
        assertTrue(err().contains("out of memory"), err());
    }

    private Path flood() throws IOException {
        TestCapture capture = new TestCapture();
        for (int i = 0; i < 60_000; i++) {
            capture.tcp(
                    i * 1e-6, "10.0." + (i >> 8) + "." + (i & 255) + ":1024", "10.9.9.9:80", TestCapture.SYN, i, 0, 0);
        }
        return capture.write(folder.resolve("flood.pcap"), 0);
    }

    private record Signal(String name, int number) {

        /** A signal that is ignored when a Java program starts stays ignored in it, and in what it starts. */
        boolean isIgnored() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("SigIgn:")) {
                    long ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
                    return (ignored >>> (number - 1) & 1) != 0;
                }
            }
            return false;
        }
    }

    @Test
    void aReplayLoadsNoLibraryThatItDoesNotNeed() throws IOException, InterruptedException {
        Process process =
                command(List.of("-verbose:class"), "-r", file.toString(), "-a").start();
        List<String> loaded = text(process.getInputStream())
                .lines()
                .filter(line -> line.contains(" source:"))
                .filter(line -> line.matches(".*(org\\.pcap4j|com\\.sun\\.jna|org\\.slf4j|ch\\.qos|picocli)\\..*"))
                .toList();
        assertEquals(0, process.waitFor());
        assertEquals(List.of(), loaded);
    }

    @Test
    void eventsReachTheOtherEndOfAPipeAsTheyHappen() throws IOException, InterruptedException {
        Process process = command(List.of(), "-r", "-", "-n", "--events").start();
        process.getOutputStream().write(Files.readAllBytes(file));
        process.getOutputStream().flush();
        String event = process.inputReader().readLine(); // while the input is still open
        assertEquals(
                "2026-11-21T14:03:07.000000000Z      #1 tcp   10.0.0.5:48898          10.0.0.9:80            "
                        + " CLOSE -> SYN_SENT         observed  sent a SYN",
                event);
        process.getOutputStream().close();
        assertEquals(0, process.waitFor());
    }

    @Test
    void aFullDiskIsAnError_case207() throws IOException, InterruptedException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Process process = command(List.of(), "-r", file.toString())
                .redirectOutput(full.toFile())
                .start();
        assertEquals(ExitCode.OUTPUT_FAILED.code(), process.waitFor());
        assertTrue(err().startsWith("wirestat: cannot write the output: "), err());
    }

    @Test
    void aReaderThatLeavesIsNone_case206() throws IOException, InterruptedException {
        Process process = command(List.of(), "-r", file.toString(), "--every", "10us", "--output", "jsonl")
                .start();
        process.getInputStream().readNBytes(10);
        process.getInputStream().close();
        assertEquals(0, process.waitFor());
        assertEquals("", err());
    }
}
