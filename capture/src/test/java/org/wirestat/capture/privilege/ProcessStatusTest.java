package org.wirestat.capture.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {

    private static final Account NOBODY = new Account("nobody", 65534, 65533);

    private static ProcessStatus statusOf(String... lines) {
        return new ProcessStatus(String.join("\n", lines) + "\n");
    }

    @Test
    void capabilitiesAreReadAsTheKernelShowsThem() {
        assertTrue(statusOf("CapPrm:\t0000000000002000", "CapEff:\t0000000000002000")
                .hasNetRaw());
        assertTrue(statusOf("CapEff:\t000001ffffffffff").hasNetRaw());
        assertFalse(statusOf("CapPrm:\t0000000000002000", "CapEff:\t0000000000000000")
                .hasNetRaw());
        assertFalse(statusOf("Name:\tjava").hasNetRaw());
    }

    @Test
    void theEffectiveUserIsWhoCounts() {
        assertTrue(statusOf("Uid:\t1000\t0\t0\t0").isRoot());
        assertFalse(statusOf("Uid:\t0\t1000\t0\t0").isRoot());
    }

    @Test
    void whateverIsLeftOfRootIsFound() {
        List<String> clean = List.of(
                "Uid:\t65534\t65534\t65534\t65534",
                "Gid:\t65533\t65533\t65533\t65533",
                "Groups:\t ",
                "CapPrm:\t0000000000000000",
                "CapEff:\t0000000000000000",
                "CapAmb:\t0000000000000000",
                "NoNewPrivs:\t1");
        assertEquals(List.of(), statusOf(clean.toArray(String[]::new)).notOf(NOBODY));
        for (String left : List.of(
                "Uid:\t65534\t65534\t0\t65534",
                "Gid:\t0\t65533\t65533\t65533",
                "Groups:\t0 4 27",
                "CapPrm:\t0000000000002000",
                "CapEff:\t0000000000002000",
                "CapAmb:\t0000000000002000")) {
            String name = left.substring(0, left.indexOf(':'));
            List<String> lines = clean.stream()
                    .map(line -> line.startsWith(name + ":") ? left : line)
                    .toList();
            assertEquals(1, statusOf(lines.toArray(String[]::new)).notOf(NOBODY).size(), left);
        }
    }
}
