package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Our log against the logs that Zeek's own test suite expects; its traces stand beside the project on some machines. */
class ZeekSuiteTest {

    /** What was reached; it may only rise. */
    private static final int CASES_RIGHT = 102;

    private static final Set<String> NOT_COMPARED =
            Set.of("ts", "uid", "service", "local_orig", "local_resp", "ip_proto", "orig_l2_addr", "resp_l2_addr");

    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/captures/zeek");
            if (Files.isRegularFile(candidate.resolve("index.tsv"))) {
                return candidate;
            }
        }
        return null;
    }

    @Test
    void asManyOfTheSuitesCasesAreWhollyRightAsEver() throws IOException {
        Path folder = folder();
        if (folder == null) {
            System.out.println("ZeekSuiteTest is skipped: no folder shared/captures/zeek beside the project");
            Assumptions.abort("no folder shared/captures/zeek beside the project");
            return;
        }
        List<String> wrong = new ArrayList<>();
        int right = 0;
        List<String> index = Files.readAllLines(folder.resolve("index.tsv"));
        for (String line : index.subList(1, index.size())) {
            String[] cells = line.split("\t", -1);
            List<Map<String, String>> wanted = rows(
                    Files.readAllLines(folder.resolve(cells[1])),
                    cells[2].isEmpty() ? List.of() : List.of(cells[2].split(" ", -1)));
            boolean isBare = cells[3].contains(" -b");
            String checksums = cells[3].matches(".* -(b?C).*") ? "ignore" : "verify";
            boolean isRight = isRight(wanted, log(folder.resolve(cells[0]), checksums, "default"))
                    || (isBare && isRight(wanted, log(folder.resolve(cells[0]), checksums, "none")));
            if (isRight) {
                right++;
            } else {
                wrong.add(cells[1]);
            }
        }
        assertTrue(right >= CASES_RIGHT, right + " cases are right; wrong: " + wrong);
    }

    private static List<Map<String, String>> log(Path trace, String checksums, String serverPorts) {
        Program program = new Program();
        program.realSources = true;
        program.run(
                "-r",
                trace.toString(),
                "--output",
                "zeek",
                "--checksums",
                checksums,
                "--server-ports",
                serverPorts,
                "--quiet");
        return rows(program.out().lines().toList(), List.of());
    }

    /** Lines as maps, by the log's own head or by the names given for an excerpt of it. */
    private static List<Map<String, String>> rows(List<String> lines, List<String> names) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> fields = names;
        for (String line : lines) {
            List<String> cells = List.of(
                    line.contains("\t") ? line.split("\t", -1) : line.strip().split(" +", -1));
            if (line.startsWith("#fields")) {
                fields = cells.subList(1, cells.size());
            } else if (!line.startsWith("#") && !line.isEmpty() && !fields.isEmpty() && !cells.equals(fields)) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < Math.min(fields.size(), cells.size()); i++) {
                    row.put(fields.get(i), cells.get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean isRight(List<Map<String, String>> wanted, List<Map<String, String>> ours) {
        List<Map<String, String>> rest = new ArrayList<>(ours);
        for (Map<String, String> row : wanted) {
            Map<String, String> same = null;
            for (Map<String, String> candidate : rest) {
                if (same == null && isSame(row, candidate)) {
                    same = candidate;
                }
            }
            if (same == null) {
                return false;
            }
            rest.remove(same);
        }
        return rest.isEmpty();
    }

    private static boolean isSame(Map<String, String> wanted, Map<String, String> ours) {
        for (Map.Entry<String, String> field : wanted.entrySet()) {
            String name = field.getKey();
            String value = ours.getOrDefault(name, "");
            boolean isSame = switch (name) {
                case "duration" -> isSameTime(field.getValue(), value);
                case "tunnel_parents" -> count(field.getValue()) == count(value);
                default -> NOT_COMPARED.contains(name) || field.getValue().equals(value);
            };
            if (!isSame && !name.endsWith("vlan")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameTime(String wanted, String ours) {
        if (wanted.equals("-") || ours.equals("-")) {
            return wanted.equals(ours);
        }
        return Math.abs(Double.parseDouble(wanted) - Double.parseDouble(ours)) < 2e-6;
    }

    private static int count(String set) {
        return set.equals("-") || set.equals("(empty)") ? 0 : set.split(",", -1).length;
    }
}
