package org.wirestat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of root in a process that root started: seen in the kernel's own books, thread by thread. */
@Timeout(120)
class PrivilegesTest {

    private static final String NONE = "0000000000000000";
    private static final String NET_RAW = "0000000000002000";
    private static final int SOMEBODY = 4711;

    @TempDir
    private Path folder;

    private Path capture;
    private final List<String> classPath = new ArrayList<>();

    @BeforeEach
    void needsRoot() throws IOException {
        boolean isRoot = Files.isDirectory(Path.of("/proc/self/task"))
                && field(Path.of("/proc/self/status"), "Uid").startsWith("0\t0");
        if (!isRoot) {
            System.out.println("skipped: only root has privileges to give up");
        }
        Assumptions.assumeTrue(isRoot, "only root has privileges to give up");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        capture = new TestCapture()
                .tcp(0, "10.0.0.5:48898", "10.0.0.9:80", TestCapture.SYN, 1, 0, 0)
                .write(folder.resolve("x.pcap"), 0);
        Files.setPosixFilePermissions(capture, PosixFilePermissions.fromString("rw-------"));
        // Classes in folders are opened one by one: these must be where anybody may read them. Jars are opened before.
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                Path copy = folder.resolve("classes-" + number++);
                copy(path, copy);
                classPath.add(copy.toString());
            } else {
                classPath.add(entry);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target);
                }
            }
        }
    }

    private ProcessBuilder command(List<String> before, String... words) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "-cp", String.join(File.pathSeparator, classPath), Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeAll(Set.of("SUDO_UID", "SUDO_GID", "SUDO_USER"));
        return builder;
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static String field(Path status, String name) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** Every value that a field has in any thread of the process. */
    private static Set<String> ofAllThreads(Process process, String name) throws IOException {
        Set<String> values = new TreeSet<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads) {
                try {
                    values.add(field(thread.resolve("status"), name));
                } catch (NoSuchFileException e) {
                    // It has ended meanwhile.
                }
            }
        }
        return values;
    }

    private void waitUntilSaid(Process process, String words) throws IOException, InterruptedException {
        while (!err().contains(words)) {
            assertTrue(process.isAlive(), () -> {
                try {
                    return err();
                } catch (IOException e) {
                    return e.toString();
                }
            });
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void assertIsOnly(int uid, int gid, Process process) throws IOException {
        assertEquals(Set.of((uid + "\t").repeat(4).strip()), ofAllThreads(process, "Uid"));
        assertEquals(Set.of((gid + "\t").repeat(4).strip()), ofAllThreads(process, "Gid"));
        assertEquals(Set.of(""), ofAllThreads(process, "Groups"));
        for (String capabilities : List.of("CapPrm", "CapEff", "CapAmb")) {
            assertEquals(Set.of(NONE), ofAllThreads(process, capabilities));
        }
        assertEquals(Set.of("1"), ofAllThreads(process, "NoNewPrivs"));
        assertEquals(Set.of("2"), ofAllThreads(process, "Seccomp"), "no program can be started");
    }

    private static String out(Process process) throws IOException {
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void aReplayAsRootIsNobodyBeforeItsFirstByteIsRead() throws Exception {
        Process process = command(List.of(), "-r", "-", "-n", "-v").start();
        waitUntilSaid(process, "privileges given up: running as nobody");
        assertIsOnly(65534, 65534, process);
        process.getOutputStream().write(Files.readAllBytes(capture));
        process.getOutputStream().close();
        assertTrue(out(process).contains("10.0.0.5:48898"), err());
        assertEquals(0, process.waitFor());
    }

    @Test
    void aFileThatOnlyRootMayReadIsOpenedBefore() throws Exception {
        Process process =
                command(List.of(), "-r", capture.toString(), "-n", "-v").start();
        assertTrue(out(process).contains("10.0.0.5:48898"), err());
        assertEquals(0, process.waitFor());
        Process both = command(List.of(), "-r", capture.toString(), "-r", capture.toString(), "-n")
                .start();
        assertTrue(out(both).contains("10.0.0.5:48898"), err());
        assertEquals(0, both.waitFor());
    }

    @Test
    void sudoReadsWhatItsUserMayRead() throws Exception {
        ProcessBuilder sudo = command(List.of(), "-r", capture.toString(), "-n", "-v");
        sudo.environment().put("SUDO_UID", Integer.toString(SOMEBODY));
        sudo.environment().put("SUDO_GID", "4712");
        Process process = sudo.start();
        assertEquals("", out(process));
        assertEquals(2, process.waitFor());
        assertTrue(err().contains("no permission to read it"), err());
        Files.setAttribute(capture, "unix:uid", SOMEBODY);
        process = sudo.start();
        assertTrue(out(process).contains("10.0.0.5:48898"), err());
        assertEquals(0, process.waitFor());
    }

    @Test
    void aWireIsOpenedAsRootAndReadAsTheUserOfSudo() throws Exception {
        for (String engine : List.of("ring", "pcap")) {
            ProcessBuilder sudo = command(List.of(), "-i", "lo", "--engine", engine, "-n", "-v");
            sudo.environment().put("SUDO_UID", Integer.toString(SOMEBODY));
            sudo.environment().put("SUDO_GID", "4712");
            Process process = sudo.start();
            waitUntilSaid(process, "privileges given up");
            assertIsOnly(SOMEBODY, 4712, process);
            process.toHandle().destroy();
            out(process);
            assertEquals(0, process.waitFor(), err());
        }
    }

    @Test
    void userNamesWhoToBe() throws Exception {
        Process process =
                command(List.of(), "-i", "lo", "-n", "-v", "--user", "daemon").start();
        waitUntilSaid(process, "privileges given up: running as daemon");
        assertIsOnly(1, 1, process);
        process.destroy();
        process.waitFor();
        for (String wrong : List.of("root", "no-such-account")) {
            process = command(List.of(), "-r", capture.toString(), "--user", wrong)
                    .start();
            assertEquals(1, process.waitFor());
            assertTrue(err().contains("--user " + wrong + ": "), err());
        }
    }

    @Test
    void onlyInsecureKeepRootStaysRoot() throws Exception {
        Process process = command(List.of(), "-r", "-", "-n", "-v", "--insecure-keep-root")
                .start();
        TimeUnit.SECONDS.sleep(2);
        assertEquals(Set.of("0\t0\t0\t0"), ofAllThreads(process, "Uid"));
        assertFalse(err().contains("privileges"), err());
        process.destroy();
        process.waitFor();
    }

    @Test
    void whenItFailsNothingIsRead() throws Exception {
        // Without this capability root cannot become somebody else.
        Process process = command(
                        List.of("setpriv", "--bounding-set=-setuid", "--inh-caps=-setuid"), "-r", capture.toString())
                .start();
        assertEquals("", out(process));
        assertEquals(1, process.waitFor());
        assertTrue(err().contains("root's privileges could not be given up: setresuid"), err());
    }

    @Test
    void oneCapabilityIsEnoughToCapture() throws Exception {
        List<String> setpriv = List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=-all,+net_raw",
                "--ambient-caps=-all,+net_raw",
                "--bounding-set=-all,+net_raw",
                "--no-new-privs");
        for (int i = 0; i < classPath.size(); i++) {
            Path library = Path.of(classPath.get(i));
            if (Files.isRegularFile(library)) { // which may stand where only root can read it
                classPath.set(
                        i,
                        Files.copy(library, folder.resolve(library.getFileName()))
                                .toString());
            }
        }
        Process process =
                command(setpriv, "-i", "lo", "--engine", "ring", "-n", "-v").start();
        while (process.isAlive() && !err().contains("engine ring")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(process.isAlive(), err());
        assertEquals(Set.of(NET_RAW), ofAllThreads(process, "CapEff"));
        assertEquals(Set.of("1"), ofAllThreads(process, "NoNewPrivs"));
        process.destroy();
        process.waitFor();
    }
}
