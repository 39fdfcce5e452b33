package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion scripts and the manual page, as made of the options. */
class CompletionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String printed(String... words) {
        Program program = new Program();
        assertEquals(ExitCode.DONE, program.run(words), program.err());
        return program.out();
    }

    @ParameterizedTest
    @EnumSource(Flag.class)
    void everyOptionIsInAllOfThem(Flag flag) {
        for (String spelling : flag.spellings()) {
            assertTrue(
                    printed("--completion", "bash").contains(spelling + " ")
                            || printed("--completion", "bash").contains(spelling + "\""),
                    spelling);
            assertTrue(printed("--completion", "zsh").contains("'*" + spelling), spelling);
            boolean isLong = spelling.startsWith("--");
            String inFish = (isLong ? " -l " : " -s ") + spelling.substring(isLong ? 2 : 1) + " ";
            assertTrue(printed("--completion", "fish").contains(inFish), spelling);
            assertTrue(printed("--man").contains("\\fB" + spelling.replace("-", "\\-") + "\\fR"), spelling);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "wirestat --for ; --for --format",
                "wirestat --format b ; bsd",
                "wirestat --state SYN_ ; SYN_SENT SYN_RECV",
                "wirestat -i an ; any",
            })
    void bashCompletes(String line, String expected) throws IOException, InterruptedException {
        String[] words = line.split(" ");
        Path script = Files.writeString(
                folder.resolve("try"),
                printed("--completion", "bash") + "COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1)
                        + "\n_wirestat\necho \"${COMPREPLY[@]}\"\n");
        assertEquals(expected, outputOf("bash", script.toString()).strip());
    }

    @ParameterizedTest
    @CsvSource({"bash, -n, bash", "zsh, -n, zsh", "fish, -n, fish"})
    void theShellItselfFindsNoFault(String shell, String check, String form) throws IOException, InterruptedException {
        assumeTrue(isThere(shell), "skipped: there is no " + shell + " on this machine");
        Path script = Files.writeString(folder.resolve("script"), printed("--completion", form));
        assertEquals("", outputOf(shell, check, script.toString()));
    }

    @Test
    void manFindsNoFault() throws IOException, InterruptedException {
        assumeTrue(isThere("man"), "skipped: there is no man on this machine");
        Path page = Files.writeString(folder.resolve("wirestat.1"), printed("--man"));
        String text = outputOf("man", "--warnings", "-l", page.toString());
        assertTrue(text.contains("netstat for a wire"), text);
        assertTrue(text.contains("--interface"), text);
        assertTrue(!text.contains("warning"), text);
    }

    private static boolean isThere(String command) {
        return List.of("/bin/", "/usr/bin/").stream().anyMatch(folder -> Files.isExecutable(Path.of(folder + command)));
    }

    private static String outputOf(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MANPAGER", "cat");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
        return text;
    }
}
