package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's capture against what the kernels of its hosts said at its last moment. */
class KernelsTableTest {

    private static final Path EXAMPLES = Path.of("examples");

    @Test
    void theTableOfTheWireIsTheTableOfEveryKernelOnIt() throws IOException {
        List<String> kernels = Files.readAllLines(EXAMPLES.resolve("segment.kernel.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .toList();

        assertEquals(kernels, ofTheWire());
    }

    private static List<String> ofTheWire() throws IOException {
        Program program = new Program();
        program.realSources = true;
        String capture = EXAMPLES.resolve("segment.pcap").toString();
        assertEquals(ExitCode.DONE, program.run("-r", capture, "-tn", "--both-ends", "--output", "jsonl"));
        ObjectMapper json = new ObjectMapper();
        List<String> rows = new ArrayList<>();
        for (String line : program.out().lines().toList()) {
            JsonNode row = json.readTree(line);
            rows.add(end(row, "local") + " " + end(row, "foreign") + " "
                    + row.get("state").asText() + " " + row.get("send_q").asLong());
        }
        return rows.stream().sorted().toList();
    }

    private static String end(JsonNode row, String which) {
        String address = row.get(which + "_address").asText();
        String port = row.get(which + "_port").asText();
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }
}
