package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.cli.name.Services;

/** Whatever is typed, the answer is options or a sentence that says what is wrong with it. */
class CommandLineFuzzTest {

    private static final int LINES = 4_000;

    private static final String[] VALUES = {
        "",
        "-",
        "--",
        "0",
        "1",
        "-1",
        "+1",
        "99999999999999999999",
        "9223372036854775807",
        "2147483648",
        "0x10",
        "1e9",
        "NaN",
        "10.0.0.5",
        "10.0.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "256.1.1.1",
        "::1",
        "fe80::1%eth0",
        "::/129",
        "1:2:3",
        ":::",
        "30s",
        "5m",
        "1000000d",
        "9999999999999d",
        ".5s",
        "s",
        "14:03:07",
        "25:61:61",
        "14:03:07.1234567890123",
        "2026-11-21T14:03:07Z",
        "9999999-01-01T00:00:00Z",
        "-2026-11-21T14:03:07Z",
        "+99999999999d",
        "#0",
        "#-1",
        "#99999999999999999999",
        "1795276987.123456",
        "99999999999999.5",
        "ESTABLISHED",
        "established,",
        ",",
        ",,",
        "syn_recv",
        "https",
        "http,22",
        "65536",
        "auto",
        "json",
        "tsv",
        "64M",
        "999999G",
        "k",
        "\u0000",
        "\u001b[2J",
        "\ud800",
        "%s%n",
        "tcp port 80",
        "(",
        ")",
        "((((((((((",
        "!",
        "and",
        "or not",
        "a = b",
        "bytes > 1M",
        "state == 'x",
        "\\",
        "port >= 99999"
    };

    private static final Services SERVICES = Services.load();

    @Test
    void everyCommandLineIsUnderstoodOrExplained() {
        long seed = System.nanoTime();
        System.out.println("command lines, seed " + seed);
        Random random = new Random(seed);
        int understood = 0;
        for (int i = 0; i < LINES; i++) {
            List<String> words = words(random);
            try {
                understood += isUnderstood(words) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + words, e);
            }
        }
        assertTrue(understood > LINES / 100, understood + " were understood");
        assertTrue(understood < LINES, "and not all of them");
    }

    static Stream<byte[]> lines() {
        return Stream.of(
                        "-an\0-t\0-4",
                        "-r\0a.pcap\0--at\0+30s,#12\0--where\0state established and dport = :443",
                        "-i\0any\0-c4\0--state\0time_wait\0tcp\0port\0443",
                        "--local=10.0.0.0/8\0--every\0" + "5m\0-o\0json\0--max-connections\0" + "10000")
                .map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    /** @param line words with a NUL between each two, as they stand in /proc/self/cmdline */
    @MethodSource("lines")
    @FuzzTest(maxDuration = "10m")
    void anyLineIsUnderstoodOrExplained(byte[] line) {
        isUnderstood(List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1)));
    }

    private static boolean isUnderstood(List<String> words) {
        try {
            OptionReader.read(Arguments.parse(words), () -> SERVICES);
            return true;
        } catch (UsageError e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), words.toString());
            return false;
        }
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            Flag flag = Flag.values()[random.nextInt(Flag.values().length)];
            List<String> spellings = flag.spellings();
            String spelling = spellings.get(random.nextInt(spellings.size()));
            String value = value(random);
            switch (random.nextInt(6)) {
                case 0 -> words.add(spelling + "=" + value);
                case 1 -> words.add(spelling + value);
                case 2 -> words.add(value);
                default -> {
                    words.add(spelling);
                    if (flag.takesValue() || random.nextInt(8) == 0) {
                        words.add(value);
                    }
                }
            }
        }
        return words;
    }

    private static String value(Random random) {
        String value = VALUES[random.nextInt(VALUES.length)];
        return switch (random.nextInt(6)) {
            case 0 -> value + VALUES[random.nextInt(VALUES.length)];
            case 1 -> value + " " + VALUES[random.nextInt(VALUES.length)] + " " + VALUES[random.nextInt(VALUES.length)];
            case 2 -> value + (char) random.nextInt(0x10000);
            default -> value;
        };
    }
}
