package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets colours, and that they change nothing else. */
class ColoursTest {

    private static final String FILE = "examples/segment.pcap";
    private static final String COLOUR = "\u001b[";

    private final Program program = new Program();

    private String run(String... words) {
        program.realSources = true;
        String[] all = new String[words.length + 3];
        all[0] = "-r";
        all[1] = System.getProperty("basedir", ".") + "/" + FILE;
        all[2] = "-n";
        System.arraycopy(words, 0, all, 3, words.length);
        assertEquals(ExitCode.DONE, program.run(all), program.err());
        return program.out();
    }

    @ParameterizedTest
    @CsvSource({"true, '', true", "true, 1, false", "false, '', false"})
    void onlyATerminalGetsThemUnlessItsOwnerWantsNone(boolean isTerminal, String noColor, boolean isColoured) {
        program.outIsTerminal = isTerminal;
        program.environment.put("NO_COLOR", noColor);
        assertEquals(isColoured, run("-a").contains(COLOUR));
    }

    @Test
    void whoSaysAlwaysGetsThemAnywhereAndWhoSaysNeverNowhere() {
        program.environment.put("NO_COLOR", "1");
        assertTrue(run("-a", "--color", "always").contains("\u001b[32mESTABLISHED\u001b[0m"));
        Program other = new Program();
        other.outIsTerminal = true;
        other.realSources = true;
        other.run("-r", System.getProperty("basedir", ".") + "/" + FILE, "--color", "never");
        assertFalse(other.out().contains(COLOUR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format linux",
                "--format windows",
                "--format bsd",
                "--format ss",
                "--flows",
                "--hosts",
                "--summary",
                "--events",
                "--why 10.196.133.58",
                "-s"
            })
    void withoutTheColoursEachTableIsWhatItWouldBe(String view) {
        String[] words = ("-a --color always " + view).split(" ");
        String coloured = run(words);
        Program other = new Program();
        other.realSources = true;
        String[] plain = ("-r " + System.getProperty("basedir", ".") + "/" + FILE + " -n -a " + view).split(" ");
        other.run(plain);
        assertEquals(other.out(), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        assertEquals(!view.equals("-s"), coloured.contains(COLOUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "csv", "tsv", "zeek"})
    void programsNeverGetThem(String output) {
        assertFalse(run("--output", output, "--color", "always").contains(COLOUR));
    }
}
