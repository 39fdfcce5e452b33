package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.view.Crew;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketView;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Names from the wire stay in their cells, whatever they hold and whosever table it is: cases 202 and 205. */
class HostileNamesTest {

    static final List<String> NAMES = HostileText.NAMES;

    private static final Columns PLAIN = new Columns(false, false, false, false);

    private interface Form {
        Printer<SocketRow> printer(TextOutput out, Contexts names);
    }

    private static String print(Form form, String name) throws IOException {
        String text = text(form, name);
        assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), text);
        return text;
    }

    private static String text(Form form, String name) throws IOException {
        Selection everything = new Selection(
                Selection.Servers.TOO, Set.of(Transport.TCP), Set.of(4, 6), Set.of(), List.of(), Set.of(), true);
        HandMade seen = new HandMade().tcp("10.0.0.5:80", TcpState.ESTABLISHED, "10.0.0.6:40000", TcpState.CLOSED);
        Table<SocketRow> table = new SocketView(everything, new LocalHosts(List.of(), List.of()), Crew.ALONE)
                .table(seen, HandMade.NOW_NS, Integrity.WHOLE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes);
        form.printer(out, Contexts.of(HostileText.everywhere(name))).print(table);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void inLinuxsTable(String name) throws IOException {
        String[] lines = print((out, names) -> new LinuxTable(out, names, PLAIN, Selection.Servers.TOO, false), name)
                .split("\n");
        assertEquals(3, lines.length);
        assertEquals(79, lines[2].length(), lines[2]);
        assertTrue(lines[2].endsWith(" ESTABLISHED"), lines[2]);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void inBsdsTable(String name) throws IOException {
        String[] lines = print((out, names) -> new BsdTable(out, names, PLAIN, Selection.Servers.TOO, false), name)
                .split("\n");
        assertEquals(3, lines.length);
        assertEquals(78, lines[2].length(), lines[2]);
        assertTrue(lines[2].endsWith(" ESTABLISHED"), lines[2]);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void inWindowssTable(String name) throws IOException {
        String[] lines = print((out, names) -> new WindowsTable(out, names, PLAIN, false), name)
                .split("\n");
        assertEquals(5, lines.length);
        assertTrue(lines[4].endsWith(" ESTABLISHED"), lines[4]);
    }

    /** No HTML is written; but what is written may be put into a page, and into a script on it. */
    @ParameterizedTest
    @FieldSource("NAMES")
    void case205_inJsonNoNameEndsAScriptOrBeginsATag(String name) throws IOException {
        for (Form form : new Form[] {
            (out, names) -> new JsonLines<>(out, SocketField.ALL, names),
            (out, names) -> new JsonArrays<>(out, SocketField.ALL, names)
        }) {
            String json = text(form, name);
            assertTrue(json.chars().noneMatch(c -> c == '<' || c == '>' || c == '&'), json);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void inSssTable(String name) throws IOException {
        Selection all = new Selection(
                Selection.Servers.TOO, Set.of(Transport.TCP), Set.of(4), Set.of(), List.of(), Set.of(), true);
        String[] lines = print((out, names) -> new SsTable(out, names, PLAIN, all, false), name)
                .split("\n");
        assertEquals(2, lines.length);
        assertTrue(lines[1].startsWith("ESTAB -      0"), lines[1]);
    }
}
