package org.wirestat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name server that is asked over the very wire that is watched. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ResolveLiveTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoKernels two;

    @SuppressWarnings("NullAway.Init")
    private Process server;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader serverSays;

    @BeforeEach
    void startTheNameServer() throws IOException, InterruptedException {
        two = TwoKernels.orSkip();
        server = new ProcessBuilder(two.b()
                        .inside(
                                "python3",
                                Path.of("src/test/resources/live/nameserver.py").toString(),
                                two.b().address(4)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        serverSays = server.inputReader(UTF_8);
        assertEquals("ready", serverSays.readLine());
    }

    @AfterEach
    void end() {
        if (two != null) {
            server.destroy();
            two.close();
        }
    }

    /** How often the name server was asked; it ends with this. */
    private int questions() throws IOException {
        server.getOutputStream().close();
        return Integer.parseInt(serverSays.readLine());
    }

    /** The last of the tables that come each second, of a wire with one TCP connection. */
    private String lastTable(String... options) throws IOException, InterruptedException {
        Path servers = Files.writeString(
                folder.resolve("resolv.conf"), "nameserver " + two.b().address(4) + "\n");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(two.a()
                .inside(
                        "sh",
                        "-c",
                        "mount --bind " + servers + " /etc/resolv.conf && exec \"$@\"", // ip gave us mounts of our own
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "-i",
                        "wire",
                        "-a",
                        "-W",
                        "-c",
                        "--for",
                        "4s",
                        "--both-ends")));
        command.addAll(List.of(options));
        Process wirestat =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        while (!Files.readString(err).contains("listening on wire")) {
            assertTrue(wirestat.isAlive(), Files.readString(err));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        two.b().ask("listen", 4, two.b().address(4), 7000);
        two.a().ask("connect", "c", 4, two.a().address(4), 8000, two.b().address(4), 7000);
        two.b().ask("accept", "s", 4, 7000);
        TimeUnit.SECONDS.sleep(1);
        two.a().ask("shutdown", "c"); // by then the names are known that the first events asked for
        String all = new String(wirestat.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, wirestat.waitFor(), Files.readString(err));
        String[] tables = all.split("(?m)^(?=Active|Connections\n|Hosts|Sockets by state)");
        return options[0].equals("--events") ? all : tables[tables.length - 1];
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=linux", "--flows", "--hosts", "--summary", "--events"})
    void everyViewShowsTheNamesAndNoneShowsThatTheyWereAskedFor(String view) throws IOException, InterruptedException {
        String table = lastTable(view, "--resolve", "active");
        assertTrue(table.contains("host1.example.net"), table);
        assertTrue(table.contains("host2.example.net"), table);
        assertFalse(table.contains("udp"), table);
        assertFalse(table.contains("domain"), table);
        assertTrue(questions() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "--resolve=passive"})
    void nobodyIsAskedUnlessThatIsWanted(String how) throws IOException, InterruptedException {
        String table = lastTable(how);
        assertTrue(table.contains("10.77.0.1:8000"), table);
        assertEquals(0, questions());
    }
}
