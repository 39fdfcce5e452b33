package org.wirestat.tracker.lab;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.ConnectionTracker;

/**
 * A recording of real kernels: what a monitor port saw, first 96 bytes of each frame, and what the hosts' own socket
 * tables said at given moments.
 */
final class LabRun {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int NANOSECONDS = 0xa1b23c4d;

    /** A moment; quiescent if no segment was on its way. */
    record Sample(int number, long timeNs, boolean isQuiescent) {}

    /** A row of a host's socket table, as flat fields of text. */
    record Row(Map<String, String> fields) {

        String get(String field) {
            return fields.getOrDefault(field, "");
        }

        boolean is(String field) {
            return get(field).equals("true");
        }

        boolean has(String field) {
            return fields.containsKey(field);
        }
    }

    private static final Pattern FIELD = Pattern.compile(
            "\"(\\w+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|\\[((?:\"[^\"]*\"[,\\s]*)*)]|([^,}\\s]+))");

    final String name;
    final List<Sample> samples = new ArrayList<>();
    final Map<Integer, List<Row>> truth = new HashMap<>();
    private final ByteBuffer capture;
    private int at = FILE_HEADER;

    private LabRun(String name, byte[] capture, Stream<String> samples, Stream<String> truth) {
        this.name = name;
        this.capture = ByteBuffer.wrap(capture);
        samples.map(LabRun::row)
                .forEach(row -> this.samples.add(
                        new Sample(Integer.parseInt(row.get("n")), nanos(row.get("t")), row.is("quiescent"))));
        truth.map(LabRun::row)
                .forEach(row -> this.truth
                        .computeIfAbsent(Integer.parseInt(row.get("n")), n -> new ArrayList<>())
                        .add(row));
    }

    /** One that is part of these tests. */
    static LabRun own(String name) throws IOException {
        return new LabRun(
                name,
                resource(name + "/mon96.pcap").readAllBytes(),
                text(resource(name + "/samples.jsonl")),
                text(new GZIPInputStream(resource(name + "/truth.jsonl.gz"))));
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = LabRun.class.getResourceAsStream("/lab/" + name);
        if (resource == null) {
            throw new IOException("no resource " + name);
        }
        return resource;
    }

    /** Those that stand beside the project, with their frames whole; none, with a printed reason, where they do not. */
    static List<Path> besideTheProject() throws IOException {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path runs = up.resolveSibling("shared").resolve("lab").resolve("runs");
            if (Files.isDirectory(runs)) {
                try (Stream<Path> folders = Files.list(runs)) {
                    return folders.filter(folder -> Files.exists(folder.resolve("truth.jsonl.gz")))
                            .sorted()
                            .toList();
                }
            }
        }
        System.out.println("skipped: no folder shared/lab/runs beside the project");
        return List.of();
    }

    static LabRun at(Path folder, String capture) throws IOException {
        try (InputStream truth = new GZIPInputStream(Files.newInputStream(folder.resolve("truth.jsonl.gz")))) {
            return new LabRun(
                    folder.getFileName() + "/" + capture,
                    Files.readAllBytes(folder.resolve(capture)),
                    text(Files.newInputStream(folder.resolve("samples.jsonl"))),
                    text(truth));
        }
    }

    private static Stream<String> text(InputStream from) throws IOException {
        return new String(from.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank());
    }

    private static Row row(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            fields.put(matcher.group(1), firstOf(matcher.group(2), matcher.group(3), matcher.group(4)));
        }
        return new Row(fields);
    }

    private static String firstOf(@Nullable String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group.replace("\"", "");
            }
        }
        return "";
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValue();
    }

    /** Gives all frames up to this moment that were not given yet. */
    void replayUpTo(long timeNs, ConnectionTracker tracker) {
        ByteBuffer header = capture.duplicate();
        header.order(ByteOrder.LITTLE_ENDIAN);
        long unitNs = header.getInt(0) == NANOSECONDS ? 1 : 1_000;
        int linkType = header.getInt(20);
        while (at < capture.limit()) {
            long frameNs = header.getInt(at) * 1_000_000_000L + header.getInt(at + 4) * unitNs;
            if (frameNs > timeNs) {
                break;
            }
            int captured = header.getInt(at + 8);
            int wire = header.getInt(at + 12);
            tracker.onFrame(linkType, frameNs, wire, capture, at + RECORD_HEADER, captured);
            at += RECORD_HEADER + captured;
        }
        tracker.advanceTo(timeNs);
    }
}
