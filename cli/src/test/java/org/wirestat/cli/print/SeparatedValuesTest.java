package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FieldSink;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;

/** CSV and TSV, read back by a library that is not ours. */
class SeparatedValuesTest {

    /** Columns of made-up rows: a text, and what it came with. */
    private enum Column implements Field<String> {
        TEXT,
        LENGTH,
        MOMENT,
        ODD,
        ABSENT;

        @Override
        public String fieldName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String meaning() {
            return "";
        }

        @Override
        public void write(String row, Context context, FieldSink to) {
            switch (this) {
                case TEXT -> to.text(row);
                case LENGTH -> to.number(row.length());
                case MOMENT -> to.time(context.tableNs());
                case ODD -> to.truth(row.length() % 2 == 1);
                case ABSENT -> to.number(null);
            }
        }
    }

    private static String print(SeparatedValues.Form form, List<String> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes);
        SeparatedValues<String> printer =
                new SeparatedValues<>(out, form, List.of(Column.values()), Contexts.of(Names.none()));
        printer.print(new Table<>(0, rows, Integrity.WHOLE));
        printer.print(new Table<>(1_000_000_000, List.of("again"), Integrity.WHOLE));
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> read(String text, CsvSchema schema) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
                .readerForMapOf(String.class)
                .with(schema)
                .readValues(text)) {
            return rows.readAll();
        }
    }

    @Test
    void csvReadsBack_cases203And204() throws IOException {
        String text = print(SeparatedValues.Form.CSV, HostileText.NAMES);
        List<Map<String, String>> rows = read(text, CsvSchema.emptySchema().withHeader());
        assertEquals(HostileText.NAMES.size() + 1, rows.size());
        for (int i = 0; i < HostileText.NAMES.size(); i++) {
            String name = HostileText.NAMES.get(i);
            String cell = rows.get(i).getOrDefault("text", "");
            String guard = cell.startsWith("'") ? "'" : "";
            assertEquals(guard + TerminalEscaper.escape(name), cell);
            assertFalse("=+-@".indexOf(cell.strip().charAt(0)) >= 0, cell);
            assertEquals(String.valueOf(name.length()), rows.get(i).get("length"));
            assertEquals("1970-01-01T00:00:00.000000000Z", rows.get(i).get("moment"));
            assertEquals(String.valueOf(name.length() % 2 == 1), rows.get(i).get("odd"));
            assertEquals("", rows.get(i).get("absent"));
        }
        assertEquals("again", rows.get(HostileText.NAMES.size()).get("text"));
    }

    @Test
    void whatASpreadsheetWouldCalculateBeginsWithAnApostrophe_case204() throws IOException {
        String text = print(
                SeparatedValues.Form.CSV,
                List.of("=1", "+1", "-1", "@1", "\t1", "\r1", " =1", "\u00a0=1", "\u3000=1", "1=1", "a-b", ""));
        List<Map<String, String>> rows = read(text, CsvSchema.emptySchema().withHeader());
        for (int i = 0; i < 9; i++) {
            assertTrue(
                    rows.get(i).getOrDefault("text", "").startsWith("'"),
                    rows.get(i).toString());
        }
        assertEquals("1=1", rows.get(9).get("text"));
        assertEquals("a-b", rows.get(10).get("text"));
        assertEquals("", rows.get(11).get("text"));
    }

    @Test
    void tsvReadsBack_case203() throws IOException {
        String text = print(SeparatedValues.Form.TSV, List.of("a\tb\nc\rd\\e\u001b[2J", "\u202e", "plain, \"text\""));
        String[] lines = text.split("\n");
        assertEquals(5, lines.length);
        assertEquals("text\tlength\tmoment\todd\tabsent", lines[0]);
        assertEquals("a\\tb\\nc\\rd\\\\e\\x1b[2J\t13\t1970-01-01T00:00:00.000000000Z\ttrue\t", lines[1]);
        CsvSchema schema = CsvSchema.emptySchema()
                .withHeader()
                .withColumnSeparator('\t')
                .withoutQuoteChar()
                .withEscapeChar('\\');
        assertEquals("plain, \"text\"", read(text, schema).get(2).get("text"));
    }

    @ParameterizedTest
    @EnumSource(SeparatedValues.Form.class)
    void nothingButPrintableTextLeaves_case202(SeparatedValues.Form form) throws IOException {
        String text = print(form, HostileText.NAMES);
        assertTrue(text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f)), text);
        assertEquals(HostileText.NAMES.size() + 2, text.split("\n").length);
    }
}
