package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * {@code --flows} beside tshark's table of conversations, for captures that stand beside the project on some machines:
 * conversations, and packets and bytes of each direction. What differs is named here one by one, with the reason.
 */
class BesideTsharkTest {

    private static final String FABRIC_PATH =
            "tshark takes the last four bytes behind FabricPath for a check sequence, which these frames do not have";
    private static final String SNAPPED =
            "of the TCP header only the options are cut off, so it counts; tshark gives up before it counts";
    private static final String REFUSED = "a RST, or flags that nobody sends, of an unknown connection begins none";

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry(
                    "varied/tcpdump__bigtcp-ipv6.pcap",
                    "BIG TCP without a jumbo option, as Linux sends it (case 123); malformed to tshark"),
            Map.entry("varied/tcpdump__heapoverflow-tcp_print.pcap", SNAPPED),
            Map.entry("varied/tcpdump__tcp_eight_lowest_weight_flags_set.pcap", REFUSED),
            Map.entry("varied/tcpdump__tcp_rst_data.pcap", REFUSED),
            Map.entry("varied/zeek__cisco-fabric-path.pcap", FABRIC_PATH),
            Map.entry("varied/zeek__single-rst.pcap", REFUSED),
            Map.entry("varied/zeek__vntag_vlan_sandwich_clean.pcap", SNAPPED),
            Map.entry("zeek/cisco-fabric-path.pcap", FABRIC_PATH),
            Map.entry("zeek/llc.pcap", REFUSED),
            Map.entry("zeek/tunnels__geneve-arp.pcap", "what carries ARP is no conversation, and neither is ARP"),
            Map.entry("zeek/vntag_vlan_sandwich_clean.pcap", SNAPPED));

    /** How tshark 4.0 prints a conversation: what came back first, then what went there, each in frames and bytes. */
    private static final Pattern CONVERSATION =
            Pattern.compile("(\\S+):(\\d+) +<-> (\\S+):(\\d+) +(\\d+) ([\\d,]+) (\\w+) +(\\d+) ([\\d,]+) (\\w+) .*");

    /** Frames and bytes of one direction; of bytes, tshark tells only thousands or millions when there are many. */
    private record Count(long frames, long bytes, long unit) {

        boolean fits(Count exact) {
            return frames == exact.frames && bytes <= exact.bytes && exact.bytes < bytes + unit;
        }

        Count plus(Count other) {
            return new Count(
                    frames + other.frames, bytes + other.bytes, unit == 1 ? other.unit : unit + other.unit - 1);
        }
    }

    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/captures");
            if (Files.isDirectory(candidate.resolve("varied"))) {
                return candidate;
            }
        }
        return null;
    }

    /** Other versions print other tables, and some count otherwise. */
    private static boolean hasTshark40() throws IOException {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
        return isThere && lines("tshark", "--version").get(0).contains(" 4.0.");
    }

    private static List<String> lines(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }

    @Test
    void conversationsPacketsAndBytesAreTsharks() throws IOException, InterruptedException, ExecutionException {
        Path folder = folder();
        String lacking = folder == null ? "no folder shared/captures beside the project" : "no tshark 4.0";
        if (folder == null || !hasTshark40()) {
            System.out.println("BesideTsharkTest is skipped: " + lacking);
            Assumptions.abort(lacking);
            return;
        }
        Map<Path, Future<List<String>>> tsharks = new TreeMap<>();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (Path capture : captures(folder)) {
                tsharks.put(
                        capture,
                        two.submit(() -> lines(
                                "tshark", "-n", "-q", "-r", capture.toString(), "-z", "conv,tcp", "-z", "conv,udp")));
            }
            List<String> unexpected = new ArrayList<>();
            for (Map.Entry<Path, Future<List<String>>> each : tsharks.entrySet()) {
                String name = folder.relativize(each.getKey()).toString();
                List<String> differences = differences(theirs(each.getValue().get()), ours(each.getKey()));
                if (differences.isEmpty() && DIFFERENT.containsKey(name)) {
                    unexpected.add(name + " differs no more: " + DIFFERENT.get(name));
                } else if (!differences.isEmpty() && !DIFFERENT.containsKey(name)) {
                    unexpected.add(name + ": " + differences);
                }
            }
            assertEquals(List.of(), unexpected);
        } finally {
            two.shutdownNow();
        }
    }

    private static List<Path> captures(Path folder) throws IOException {
        List<Path> captures = new ArrayList<>();
        for (String part : List.of("varied", "zeek")) {
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng|cap|snoop|trace)"))
                        .forEach(captures::add);
            }
        }
        return captures;
    }

    private static Map<String, Count> theirs(List<String> lines) {
        Map<String, Count> counts = new HashMap<>();
        String transport = "";
        for (String line : lines) {
            if (line.endsWith(" Conversations")) {
                transport = line.startsWith("TCP") ? "tcp" : "udp";
            }
            Matcher cells = CONVERSATION.matcher(line);
            if (cells.matches()) {
                String one = transport + " " + cells.group(1) + " " + cells.group(2);
                String other = transport + " " + cells.group(3) + " " + cells.group(4);
                add(counts, other, one, count(cells, 5));
                add(counts, one, other, count(cells, 8));
            }
        }
        return counts;
    }

    private static Count count(Matcher cells, int at) {
        long unit = switch (cells.group(at + 2)) {
            case "bytes" -> 1;
            case "kB" -> 1_000;
            case "MB" -> 1_000_000;
            default -> throw new IllegalArgumentException("what is " + cells.group(at + 2));
        };
        long number = Long.parseLong(cells.group(at + 1).replace(",", ""));
        return new Count(Long.parseLong(cells.group(at)), number * unit, unit);
    }

    private static void add(Map<String, Count> counts, String from, String to, Count count) {
        if (count.frames > 0) {
            counts.merge(from + " to " + to.substring(4), count, Count::plus);
        }
    }

    private static Map<String, Count> ours(Path capture) {
        Program program = new Program();
        program.realSources = true;
        // As tshark does: a wrong checksum may be the work of whoever took the addresses out of the capture.
        String[] likeTshark = {"--no-timers", "--duplicates", "keep", "--outer", "--checksums", "ignore", "-n"};
        program.run(
                Stream.concat(Stream.of("-r", capture.toString(), "--flows", "--output", "tsv"), Stream.of(likeTshark))
                        .toArray(String[]::new));
        Map<String, Count> counts = new HashMap<>();
        List<String> head = List.of();
        for (String line : program.out().lines().toList()) {
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.get(0).equals("type")) {
                head = cells;
            } else if (cells.get(0).equals("flow")) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < head.size(); i++) {
                    row.put(head.get(i), cells.get(i));
                }
                String transport = row.get("proto").substring(0, 3);
                String one = transport + " " + row.get("originator_address") + " " + row.get("originator_port");
                String other = transport + " " + row.get("responder_address") + " " + row.get("responder_port");
                add(counts, one, other, count(row, "originator"));
                add(counts, other, one, count(row, "responder"));
            }
        }
        return counts;
    }

    private static Count count(Map<String, String> row, String side) {
        return new Count(Long.parseLong(row.get(side + "_packets")), Long.parseLong(row.get(side + "_bytes")), 1);
    }

    private static List<String> differences(Map<String, Count> theirs, Map<String, Count> ours) {
        List<String> differences = new ArrayList<>();
        Count none = new Count(0, 0, 1);
        Set<String> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        for (String direction : all) {
            Count their = theirs.getOrDefault(direction, none);
            Count our = ours.getOrDefault(direction, none);
            if (!their.fits(our)) {
                differences.add(direction + ": tshark " + their.frames + "/" + their.bytes + ", wirestat " + our.frames
                        + "/" + our.bytes);
            }
        }
        return differences;
    }
}
