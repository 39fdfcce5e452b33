package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option does something, through the whole command; an option that has no line here is found missing. */
class EveryOptionTest {

    private static final String FOLDER = System.getProperty("basedir", ".") + "/examples/";
    private static final String SEGMENT = FOLDER + "segment.pcap";

    /** An option, a command line with it, and words that its output must have. */
    private record Example(Flag flag, String words, String shows) {}

    private static final String WIRE = "live ";

    /** These change the process, or how long it waits: others see that from outside. */
    private static final Set<Flag> ELSEWHERE = EnumSet.of(Flag.USER, Flag.KEEP_ROOT, Flag.FOLLOW);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path made;

    private static final String MACS = "020000000006 020000000005";

    /** A datagram of 10.0.0.5 to 10.0.0.6, without payload: its identification, and its ports. */
    private static final String DATAGRAM = "0800 4500001c %s 0000 40 11 0000 0a000005 0a000006 %s 0008 0000";

    /** A copy, one conversation on two VLANs, a tunnel, and a segment with a wrong checksum. */
    @BeforeAll
    static void makeCaptures() throws IOException {
        String twice = MACS + DATAGRAM.formatted("0001", "03e8 07d0");
        new TestCapture()
                .frame(0, twice)
                .frame(0.001, twice)
                .frame(1, MACS + "8100 0001" + DATAGRAM.formatted("0002", "0bb8 07d0"))
                .frame(2, MACS + "8100 0002" + DATAGRAM.formatted("0003", "0bb8 07d0"))
                .udp(
                        3,
                        "10.0.0.5:5000",
                        "10.0.0.6:4789",
                        HexFormat.of()
                                .parseHex(("08000000 00000100" + MACS + DATAGRAM.formatted("0004", "0fa0 07d0"))
                                        .replace(" ", "")))
                .frame(
                        4,
                        MACS + "0800 45000028 0005 0000 40 06 0000 0a000005 0a000006"
                                + "1388 0050 00000001 00000000 5002 ffff beef 0000")
                .write(made.resolve("odd.pcap"), 0);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(made.resolve("segment.pcap.gz")))) {
            Files.copy(Path.of(SEGMENT), packed);
        }
    }

    static List<Example> examplesThatShowIt() {
        return EXAMPLES.stream()
                .filter(example -> !ELSEWHERE.contains(example.flag()))
                .toList();
    }

    private static final List<Example> EXAMPLES = List.of(
            example(Flag.READ, "-r @", "ESTABLISHED"),
            example(Flag.INTERFACE, WIRE + "-i eth0", "Active Internet connections"),
            example(Flag.FOLLOW, "-r @ --follow --count 450", "ESTABLISHED"),
            example(Flag.LIST_INTERFACES, "-D", ""),
            example(Flag.FOR, "-r @ -an --for 1s --summary", "SYN_SENT"),
            example(Flag.COUNT, "-r @ -an --count 1", "Active Internet"),
            example(Flag.MAX_UNCOMPRESSED, "-r %segment.pcap.gz -n --max-uncompressed 10k", "!--max-uncompressed"),
            example(Flag.SNAPLEN, WIRE + "-i eth0 --snaplen 96", "Active Internet"),
            example(Flag.BUFFER, WIRE + "-i eth0 --buffer 1M", "Active Internet"),
            example(Flag.ENGINE, WIRE + "-i eth0 --engine pcap", "Active Internet"),
            example(Flag.NO_PROMISCUOUS, WIRE + "-i eth0 --no-promiscuous", "Active Internet"),
            example(Flag.USER, "-r @ -n --user nobody", "ESTABLISHED"),
            example(Flag.KEEP_ROOT, "-r @ -n --insecure-keep-root", "ESTABLISHED"),
            example(Flag.ALL, "-r @ -a", "(servers and established)"),
            example(Flag.LISTENING, "-r @ -l", "LISTEN"),
            example(Flag.TCP, "-r @ -tn", "tcp "),
            example(Flag.UDP, "-r @ -una", "udp "),
            example(Flag.IPV4, "-r @ -n4", "tcp  "),
            example(Flag.IPV6, "-r @ -n6", "tcp6 "),
            example(Flag.STATE, "-r @ -n --state syn_received", "SYN_RECV"),
            example(Flag.HOST, "-r @ -n --host 10.196.133.58", "10.196.133.58:443"),
            example(Flag.PORT, "-r @ -n --port https", ":443"),
            example(Flag.NET, "-r @ -n --net fd18:c8f4::/32", "tcp6"),
            example(Flag.PROTO, "-r @ -n --proto tcp6", "tcp6"),
            example(Flag.WHERE, "-r @ -n --where dport=:443", ":443"),
            example(Flag.SORT, "-r @ -n --sort send_q:desc", "      1 "),
            example(Flag.LIMIT, "-r @ -n --limit 1", "tcp "),
            example(Flag.LOCAL, "-r @ -n --local 10.196.133.58", "10.196.133.58:443"),
            example(Flag.BOTH_ENDS, "-r @ -n --local 10.196.133.58 --both-ends", "10.196.133.132:14096"),
            example(Flag.FLOWS, "-r @ -n --flows", "Handshake"),
            example(Flag.HOSTS, "-r @ -n --hosts", "Hosts of the segment"),
            example(Flag.SUMMARY, "-r @ -n --summary", "ESTABLISHED"),
            example(Flag.STATISTICS, "-r @ -s", "active connection openings"),
            example(Flag.GROUPS, "-r @ -g", "Group Memberships"),
            example(Flag.INTERFACES, "-r @ --interfaces", "RX-OK"),
            example(Flag.WHY, "-r @ -n --why 10.196.133.58:443", "RFC 9293"),
            example(Flag.EVENTS, "-r @ -n --events", "CLOSE -> SYN_SENT"),
            example(Flag.DIFF, "-r @ -n --diff +1s +9s", "opened"),
            example(Flag.AT, "-r @ -n --at +2s", "ESTABLISHED"),
            example(Flag.EVERY, "-r @ -n --every 2s", "# 2026-"),
            example(Flag.CONTINUOUS, "-r @ -n -c 3", "# 2026-"),
            example(Flag.NUMERIC, "-r @ -an", "0.0.0.0:*"),
            example(Flag.RESOLVE, "-r @names -t --resolve none", "198.51.100.7:https"),
            example(Flag.WIDE, "-r @names -tW", "mail.example.org:https-alt"),
            example(Flag.TIMERS, "-r @ -no", "timewait ("),
            example(Flag.EXTEND, "-r @ -ne", "observed"),
            example(Flag.PROGRAMS, "-r @ -np", "PID/Program name"),
            example(Flag.FORMAT, "-r @ -n --format windows", "Active Connections"),
            example(Flag.OUTPUT, "-r @ -n --output jsonl", "{\"type\":\"socket\""),
            example(Flag.COMMUNITY_ID, "-r @ --output zeek --community-id", "community_id"),
            example(Flag.ROTATE, "-r @ --rotate 1h", "!--rotate is for logs"),
            example(Flag.COLOR, "-r @ -n --color always", "\u001b[32mESTABLISHED"),
            example(Flag.QUIET, "-r @ -n --quiet", "ESTABLISHED"),
            example(Flag.STRICT, "-r @ -n --max-connections 5 --strict", "!read"),
            example(Flag.MIRROR_HEALTH, "-r @ --mirror-health", "directions"),
            example(Flag.CHECKSUMS, "-r %odd.pcap -n --flows --checksums ignore", "10.0.0.6:80"),
            example(Flag.DUPLICATES, "-r %odd.pcap -n --flows --duplicates keep", " 2/0 "),
            example(Flag.VLAN, "-r %odd.pcap -n --flows --vlan separate", "10.0.0.5:3000"),
            example(Flag.OUTER, "-r %odd.pcap -n --flows --outer", "10.0.0.6:4789"),
            example(Flag.SERVER_PORTS, "-r @ --output zeek --server-ports 443", "#fields"),
            example(Flag.MAX_CONNECTIONS, "-r @ -n --max-connections 5", "incomplete: "),
            example(Flag.TIME_WAIT, "-r @ -no --time-wait 120s --state time_wait", "timewait (1"),
            example(Flag.NO_TIMERS, "-r @ -n --no-timers --at +100s --state time_wait", "TIME_WAIT"),
            example(Flag.HELP, "-h", "usage: wirestat"),
            example(Flag.WHOLE_HELP, "--help", "--completion"),
            example(Flag.MANUAL, "--man", ".TH"),
            example(Flag.COMPLETION, "--completion bash", "complete"),
            example(Flag.VERSION, "--version", "Java"),
            example(Flag.VERBOSE, "-r @ -nv", "ESTABLISHED"));

    private static Example example(Flag flag, String words, String shows) {
        return new Example(flag, words, shows);
    }

    static List<Example> examples() {
        return EXAMPLES;
    }

    @Test
    void noOptionIsMissingHere() {
        Set<Flag> missing = EnumSet.allOf(Flag.class);
        EXAMPLES.forEach(example -> missing.remove(example.flag()));
        assertEquals(Set.of(), missing);
    }

    /** What stands behind an exclamation mark is said by who refuses, or is not content. */
    @ParameterizedTest
    @MethodSource("examples")
    void everyOptionDoesSomething(Example example) {
        assertTrue(
                Stream.of(example.words().split("[ =]"))
                                .anyMatch(word -> example.flag().spellings().contains(word))
                        || isAmongLetters(example),
                "its line does not use it");
        Program program = new Program();
        program.realSources = !isLive(example);
        program.wire().frames(0, 0.1).silence(1).signal("INT").silence(100);
        ExitCode exit = program.run(words(example).toArray(new String[0]));
        if (example.shows().startsWith("!")) {
            assertNotEquals(ExitCode.DONE, exit);
            assertTrue(program.err().contains(example.shows().substring(1)), program.err());
        } else {
            assertEquals(ExitCode.DONE, exit, program.err());
            assertTrue(program.out().contains(example.shows()), program.out() + program.err());
        }
    }

    /** All that an option can change: what is printed and said, how it ends, and what is asked of the capture. */
    private static String everything(List<String> words) {
        Program program = new Program();
        program.realSources = words.contains("-r");
        program.wire().frames(0, 0.1).silence(1).signal("INT").silence(100);
        ExitCode exit = program.run(words.toArray(new String[0]));
        return String.join("\n", exit.name(), program.out(), program.err(), String.valueOf(program.sources.opened));
    }

    /** Without it, the same line does something else. */
    @ParameterizedTest
    @MethodSource("examplesThatShowIt")
    void withoutTheOptionSomethingElseHappens(Example example) {
        List<String> words = words(example);
        assertNotEquals(everything(without(example.flag(), words)), everything(words));
    }

    private static boolean isLive(Example example) {
        return example.words().startsWith(WIRE);
    }

    private static List<String> words(Example example) {
        List<String> words = new ArrayList<>();
        for (String word : example.words().replace(WIRE, "").split(" ")) {
            String file = word.equals("@") ? "segment" : word.substring(1);
            words.add(
                    word.startsWith("@")
                            ? FOLDER + file + ".pcap"
                            : word.startsWith("%")
                                    ? made.resolve(word.substring(1)).toString()
                                    : word);
        }
        return words;
    }

    /** A line without that option and its value. */
    private static List<String> without(Flag flag, List<String> words) {
        String letter = flag.spellings().get(0).substring(1);
        List<String> left = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (flag.spellings().contains(word.replaceFirst("=.*", ""))) {
                boolean hasValue = flag.takesValue() && !word.contains("=") && i + 1 < words.size();
                i += hasValue ? (flag.takesTwoWords() ? 2 : 1) : 0;
            } else {
                left.add(letter.length() == 1 && word.matches("-[^-]+") ? word.replace(letter, "") : word);
            }
        }
        return left;
    }

    /** As in -tno4. */
    private static boolean isAmongLetters(Example example) {
        String letter = example.flag().spellings().get(0);
        return letter.length() == 2
                && Stream.of(example.words().split(" "))
                        .anyMatch(word -> word.matches("-[^-].*") && word.indexOf(letter.charAt(1)) > 0);
    }

    static Stream<Arguments> viewsAndOutputs() {
        List<String> views = List.of(
                "",
                "--flows",
                "--hosts",
                "--summary",
                "-s",
                "-g",
                "--interfaces",
                "--diff +1s +9s",
                "--events",
                "--why 10.196.133.58");
        List<String> outputs = List.of("json", "jsonl", "csv", "tsv");
        return views.stream()
                .flatMap(view -> outputs.stream()
                        .filter(output -> !(view.equals("--events") && output.equals("json")))
                        .map(output -> Arguments.of(view, output)));
    }

    /** Libraries that are not ours read it, each row with as many values as there are names. */
    @ParameterizedTest
    @MethodSource("viewsAndOutputs")
    void everyViewInEveryOutputIsReadByAForeignParser(String view, String output) throws IOException {
        Program program = new Program();
        program.realSources = true;
        String line = ("-r @ -a --output " + output + " " + view).strip();
        List<String> words = new ArrayList<>();
        Stream.of(line.split(" ")).forEach(word -> words.add(word.equals("@") ? SEGMENT : word));
        assertEquals(ExitCode.DONE, program.run(words.toArray(new String[0])), program.err());
        int rows = 0;
        switch (output) {
            case "json" -> rows = new ObjectMapper().readTree(program.out()).size();
            case "jsonl" -> {
                for (String row : program.out().lines().toList()) {
                    assertTrue(new ObjectMapper().readTree(row).isObject(), row);
                    rows++;
                }
            }
            default -> {
                CsvSchema schema = CsvSchema.emptySchema().withHeader();
                CsvMapper mapper = new CsvMapper();
                mapper.enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS);
                try (MappingIterator<Object> all = mapper.readerFor(Map.class)
                        .with(
                                output.equals("tsv")
                                        ? schema.withColumnSeparator('\t').withoutQuoteChar()
                                        : schema)
                        .readValues(program.out())) {
                    while (all.hasNext()) {
                        all.next();
                        rows++;
                    }
                }
            }
        }
        boolean mayBeEmpty = view.equals("-g"); // nobody on that segment joins a group
        assertTrue(rows > 0 || mayBeEmpty, program.out());
    }
}
