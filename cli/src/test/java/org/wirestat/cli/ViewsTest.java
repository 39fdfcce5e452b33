package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view through the whole command, in every form of output, read back by libraries that are not ours. */
class ViewsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String run(String... words) {
        Program program = new Program();
        program.realSources = true;
        List<String> all = new ArrayList<>(List.of(String.join(" ", words).split(" ")));
        all.addAll(List.of("-n", "-r", "examples/segment.pcap"));
        assertEquals(ExitCode.DONE, program.run(all.toArray(String[]::new)), program.err());
        return program.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--flows", "--hosts", "--summary", "--statistics", "--groups", "--interfaces"})
    void forPeople(String view) {
        Golden.check("view/" + view.substring(2) + ".txt", run(view));
        Golden.check("view/" + view.substring(2) + "-moments.txt", run(view, "--at", "+0.5", "--at", "+3"));
    }

    /** The same rows, with the same values, whatever they are written in. */
    @ParameterizedTest
    @EnumSource(value = Options.View.class, mode = EnumSource.Mode.EXCLUDE, names = "EVENTS") // never an array
    void forPrograms(Options.View view) throws IOException {
        String option = option(view);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run(option, "--output", "jsonl").lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        ArrayNode array = (ArrayNode) JSON.readTree(run(option, "--output", "json"));
        assertEquals(lines, new ArrayList<>(array.findParents("type")));
        assertEquals(cells(lines), separated(run(option, "--output", "csv"), ','));
        assertEquals(cells(lines), separated(run(option, "--output", "tsv"), '\t'));
    }

    /** Once they were left out in silence, and what was counted of all hosts was too small. */
    @ParameterizedTest
    @ValueSource(strings = {"-s", "--hosts"})
    void hostsThatFoundNoRoomAreTold(String view, @TempDir Path folder) throws IOException {
        TestCapture capture = new TestCapture();
        for (int i = 0; i < (1 << 16) + 10; i++) {
            String host = "10." + (i >> 16) + '.' + (i >> 8 & 0xff) + '.' + (i & 0xff);
            capture.tcp(1e-6 * i, host + ":1024", host + ":80", TestCapture.SYN, 1, 0, 0);
        }
        Program program = new Program();
        program.realSources = true;
        String file = capture.write(folder.resolve("hosts.pcap"), 0).toString();
        assertEquals(
                ExitCode.INCOMPLETE,
                program.run(view, "-n", "-r", file, "--max-connections", "1048576", "--strict"),
                program.err());
        assertTrue(program.out().contains("! incomplete: 10 packets of hosts that found no room"), program.out());
    }

    private static String option(Options.View view) {
        return switch (view) {
            case SOCKETS -> "-a";
            case STORIES -> "--why=0.0.0.0/0,::/0";
            case CHANGES -> "--diff --every=100d"; // from nothing to the end
            default -> "--" + view.name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<List<String>> cells(List<JsonNode> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> line = new ArrayList<>();
            row.forEach(value -> line.add(value.isNull() ? "" : value.asText()));
            cells.add(line);
        }
        return cells;
    }

    private static List<List<String>> separated(String text, char separator) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (var lines = new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .readerForListOf(String.class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator).withSkipFirstDataRow(true))
                .<List<String>>readValues(text)) {
            lines.forEachRemaining(rows::add);
        }
        return rows;
    }
}
