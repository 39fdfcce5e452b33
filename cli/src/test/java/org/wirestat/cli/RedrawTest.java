package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.cli.screen.Screen;

/** Tables that follow each other on a terminal; cases 208 and 209. */
class RedrawTest {

    private static final String COLOUR = "\u001b[";

    private final Program program = new Program();
    private final Drawn screen = new Drawn();

    /** Remembers what was drawn. */
    private static final class Drawn implements Screen {
        final List<String> texts = new ArrayList<>();
        int redrawn;
        int closed;

        @Override
        public void show(String text) {
            assertEquals(0, closed, "it was given back");
            texts.add(text);
        }

        @Override
        public void redraw() {
            redrawn++;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @BeforeEach
    void aTerminal() {
        program.outIsTerminal = true;
        program.screen = screen;
    }

    private static int tables(String text) {
        return text.split("Active Internet connections", -1).length - 1;
    }

    @Test
    void liveTablesAreDrawnInPlaceOfEachOtherAndTheLastOneStaysWhenTheTerminalIsGivenBack() {
        program.wire().frames(0).silence(1.1).silence(1.1).signal("INT").silence(100);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0", "-c", "-n", "--color", "never"));
        assertEquals(3, screen.texts.size(), "two ticks and the end");
        screen.texts.forEach(text -> assertEquals(1, tables(text)));
        assertTrue(screen.closed >= 1);
        assertEquals(screen.texts.get(2), program.out(), "printed plainly, whole, once");
    }

    @Test
    void whatIsSaidMeanwhileIsSaidAfterwards() {
        program.wire()
                .frames(0)
                .silence(1.5)
                .signal("USR1")
                .silence(1)
                .signal("INT")
                .silence(100);
        program.run("-i", "eth0", "-c", "-n");
        List<String> said = program.err().lines().toList();
        assertTrue(said.get(0).startsWith("wirestat: listening on eth0"), program.err());
        assertEquals(
                2, said.stream().filter(line -> line.contains("1 frame read")).count(), program.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WINCH", "CONT"})
    void anotherSizeAndComingBackDrawItAnewAndEndNothing(String signal) {
        program.wire()
                .frames(0)
                .silence(1.5)
                .signal(signal)
                .silence(1)
                .signal("INT")
                .silence(100);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0", "-c", "-n"));
        assertEquals(1, screen.redrawn);
        assertEquals(List.of(), program.deaths);
    }

    @Test
    void case209_aSecondSignalGivesTheTerminalBackBeforeTheProcessEnds() {
        program.wire().frames(0).silence(1.5).signal("INT");
        program.run("-i", "eth0", "-c", "-n");
        program.monotonicNs += Program.SECOND;
        program.signal.accept("INT");
        assertEquals(List.of(130), program.deaths);
        assertTrue(screen.closed >= 1);
    }

    @Test
    void case208_aTerminalThatCannotMoveItsCursorGetsTableAfterTable() {
        program.environment.put("TERM", "dumb");
        program.wire().frames(0).silence(1.1).silence(1.1).signal("INT").silence(100);
        program.run("-i", "eth0", "-c", "-n");
        assertEquals(List.of(), screen.texts);
        assertEquals(3, program.tables());
        assertFalse(program.out().contains(COLOUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output jsonl", "--output csv", "--events", "--diff"})
    void whatAProgramOrAReaderFollowsIsNeverDrawn(String how) {
        program.wire().frames(0).silence(1.5).signal("INT").silence(100);
        List<String> words = new ArrayList<>(List.of("-i", "eth0", "-n", "-c"));
        words.addAll(List.of(how.split(" ")));
        program.run(words.toArray(new String[0]));
        assertEquals(List.of(), screen.texts);
    }

    @Test
    void oneTableAndReplaysAreNotDrawn() {
        program.wire().frames(0).signal("INT").silence(100);
        program.run("-i", "eth0", "-n");
        program.file("a.pcap", 0, 1, 2, 3);
        program.run("-r", "a.pcap", "-n", "-c");
        assertEquals(List.of(), screen.texts);
    }

    @Test
    void whereNoTerminalIsNothingIsDrawn() {
        program.outIsTerminal = false;
        program.wire().frames(0).silence(1.1).silence(1.1).signal("INT").silence(100);
        program.run("-i", "eth0", "-c", "-n");
        assertEquals(List.of(), screen.texts);
        assertEquals(3, program.tables());
    }
}
