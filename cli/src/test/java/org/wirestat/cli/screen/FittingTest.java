package org.wirestat.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** Which part of a table a window shows. */
class FittingTest {

    private static List<String> fitting(String text, int rows, int columns) {
        return TerminalScreen.fitting(text, rows, columns).stream()
                .map(AttributedString::toString)
                .toList();
    }

    @Test
    void whatFitsIsShownWhole() {
        assertEquals(List.of("one", "two"), fitting("one\ntwo\n", 2, 20));
    }

    @Test
    void ofMoreLinesThanThereIsRoomForTheLastSaysHowManyAreMissing() {
        assertEquals(List.of("1", "... 3 more lines: --sort, --limit"), fitting("1\n2\n3\n4\n", 2, 33));
    }

    @Test
    void case208_noWindowIsTooSmall() {
        String table = "one two\n\u001b[32mESTABLISHED\u001b[0m\n\nlast";
        for (int rows = 1; rows <= 5; rows++) {
            for (int columns = 1; columns <= 12; columns++) {
                List<String> lines = fitting(table, rows, columns);
                assertEquals(Math.min(rows, 4), lines.size());
                assertTrue(lines.stream().mapToInt(String::length).max().orElse(0) <= columns, lines.toString());
            }
        }
        assertEquals(List.of("."), fitting(table, 1, 1));
        assertEquals(List.of(), fitting("", 1, 1));
    }

    @Test
    void linesAreCutAtTheRightEdgeAndColoursTakeNoRoom() {
        assertEquals(List.of("ab ESTABLISHED 01234"), fitting("ab \u001b[32mESTABLISHED\u001b[0m 0123456789", 5, 20));
    }
}
