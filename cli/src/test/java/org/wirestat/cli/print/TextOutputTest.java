package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is handed to the system, and when. */
class TextOutputTest {

    private final List<String> pieces = new ArrayList<>();
    private boolean isFull;

    private final TextOutput out = new TextOutput(new OutputStream() {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (isFull) {
                throw new IOException("No space left on device");
            }
            pieces.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }
    });

    @Test
    void whoeverIsKilledLeavesWholeLines() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            out.add("row " + i).add(" of ").add("a table").endLine();
            all.append("row ").append(i).append(" of a table\n");
        }
        assertTrue(pieces.size() > 3, "written while it is made");
        pieces.forEach(piece -> assertTrue(piece.endsWith(" of a table\n"), piece));
        out.flush();
        assertEquals(all.toString(), String.join("", pieces));
    }

    @Test
    void whatCouldNotBeWrittenIsNotTheBeginningOfTheNextLine() throws IOException {
        isFull = true;
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                out.add("lost ").add("\nand torn ");
            }
        });
        isFull = false;
        out.add("whole").endLine().flush();
        assertEquals(List.of("whole\n"), pieces);
    }
}
