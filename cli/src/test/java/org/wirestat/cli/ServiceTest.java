package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit for systemd, by systemd's own word. */
class ServiceTest {

    /** Tenths of systemd's measure of exposure: 0 is none, 96 a service without any directive. */
    private static final String MOST_EXPOSURE = "15";

    @TempDir
    private Path folder;

    /** Where systemd is not, the test is skipped, and says so. */
    private List<String> analyze(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemd-analyze"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            String reason = "skipped: no systemd-analyze here (package systemd)";
            System.out.println(reason);
            Assumptions.abort(reason);
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(output.lines().toList());
        lines.add("exit " + process.waitFor());
        return lines;
    }

    /** The unit as it would stand on a machine where the program is installed, and its manual is not. */
    private Path unit() throws IOException {
        Path program = Files.writeString(folder.resolve("wirestat"), "#!/bin/sh\n");
        assertTrue(program.toFile().setExecutable(true));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("dist", "wirestat.service"))) {
            if (!line.startsWith("Documentation=")) {
                lines.add(line.replace("/opt/wirestat/wirestat", program.toString()));
            }
        }
        assertTrue(String.join("\n", lines).contains(program.toString()), "the program's place has been put in");
        return Files.write(folder.resolve("wirestat.service"), lines);
    }

    /** Under systemd itself the unit ended with 209/STDOUT: its log was to be opened before there was a folder for it. */
    @Test
    void itWritesIntoTheFolderThatSystemdMakesForIt() throws IOException, InterruptedException {
        String start = Files.readAllLines(unit()).stream()
                .filter(line -> line.startsWith("ExecStart=/bin/sh -c '") && line.endsWith("'"))
                .findFirst()
                .orElseThrow();
        String script =
                start.substring(start.indexOf('\'') + 1, start.length() - 1).replace("$$", "$");
        Files.writeString(folder.resolve("wirestat"), "#!/bin/sh\necho \"$*\"\n");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
        builder.environment().put("INTERFACE", "eth0");
        builder.environment().put("LOGS_DIRECTORY", folder.toString());
        Process process = builder.start();
        assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
        assertEquals("-i eth0 -n -a --every 60s --output jsonl\n", Files.readString(folder.resolve("sockets.jsonl")));
    }

    @Test
    void systemdUnderstandsAllOfIt() throws IOException, InterruptedException {
        assertEquals(List.of("exit 0"), analyze("verify", unit().toString()));
    }

    @Test
    void systemdFindsItWellShutIn() throws IOException, InterruptedException {
        List<String> lines = analyze("security", "--offline=true", "--threshold=" + MOST_EXPOSURE, unit().toString());
        assertEquals("exit 0", lines.get(lines.size() - 1), String.join("\n", lines));
    }
}
