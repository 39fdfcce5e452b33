package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases 202 to 204: any text at all passes each escaper and comes back as it was. */
class EscapersFuzzTest {

    private static final int TEXTS = 20_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SEED = System.nanoTime();

    /** What texts are made of: what escapers look at, and what they might forget. */
    private static final String[] PIECES = {
        "\\", "\\x", "\\u", "\"", "'", ",", "\t", "\r", "\n", "\0", "\u001b[", "\u007f", "\u009b", "\u202e", "\u2066",
        "\u2028", "\ufeff", "\ud800", "\udc00", "\ud83d\ude00", "\u4e2d", "=", "+", "-", "@", "%s", "<", ">", "&", " ",
        "\u00a0", "x", "5c", "41"
    };

    @BeforeAll
    static void sayTheSeed() {
        System.out.println("escapers, seed " + SEED);
    }

    private static Stream<String> texts() {
        Random random = new Random(SEED);
        return Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
                        text.append(
                                random.nextInt(4) == 0
                                        ? Character.toString((char) random.nextInt(0x10000))
                                        : PIECES[random.nextInt(PIECES.length)]);
                    }
                    return text.toString();
                })
                .limit(TEXTS);
    }

    @Test
    void case202_case203_case204_textsOfAllThatEscapersLookAt() {
        texts().forEach(EscapersFuzzTest::comesBackFromEach);
    }

    static Stream<byte[]> names() {
        return HostileText.NAMES.stream().map(name -> name.getBytes(StandardCharsets.UTF_16BE));
    }

    /** @param text two bytes a character, so that halves of pairs are among them */
    @MethodSource("names")
    @FuzzTest(maxDuration = "10m")
    void anyTextComesBack(byte[] text) {
        char[] characters = new char[text.length / 2];
        ByteBuffer.wrap(text).asCharBuffer().get(characters);
        comesBackFromEach(new String(characters));
    }

    private static void comesBackFromEach(String text) {
        comesBackFromTerminals(text);
        comesBackFromJson(text);
        comesBackFromTsv(text);
        comesBackFromCsvAndIsNoFormula(text);
    }

    private static void comesBackFromTerminals(String text) {
        String escaped = TerminalEscaper.escape(text);
        assertTrue(escaped.chars().allMatch(c -> c >= 0x20 && c < 0x7f), escaped);
        assertArrayEquals(bytes(text), unescape(escaped), escaped);
        for (int length = 0; length <= Math.min(100, escaped.length()); length++) {
            String cut = TerminalEscaper.cut(escaped, length);
            assertTrue(cut.length() <= length && escaped.startsWith(cut));
            unescape(cut); // no escape is torn
        }
    }

    private static void comesBackFromJson(String text) {
        StringBuilder json = new StringBuilder();
        JsonEscaper.string(text, json);
        try {
            assertEquals(text, MAPPER.readTree(json.toString()).asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(json.toString(), e);
        }
        assertTrue(json.chars().noneMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0) || c == '<'), json.toString());
    }

    private static void comesBackFromTsv(String text) {
        StringBuilder cell = new StringBuilder();
        TsvEscaper.append(text, cell);
        assertTrue(cell.chars().allMatch(c -> c >= 0x20 && c < 0x7f), cell.toString());
        assertArrayEquals(bytes(text), unescape(cell.toString()), cell.toString());
    }

    private static void comesBackFromCsvAndIsNoFormula(String text) {
        StringBuilder cell = new StringBuilder();
        CsvEscaper.append(text, cell);
        String content = cell.toString();
        boolean isQuoted = content.startsWith("\"");
        assertEquals(isQuoted, content.length() > 1 && content.endsWith("\""), content);
        String value = isQuoted ? content.substring(1, content.length() - 1).replace("\"\"", "\"") : content;
        assertTrue(isQuoted || content.indexOf(',') < 0, content);
        assertTrue(value.isBlank() || "=+-@".indexOf(value.strip().charAt(0)) < 0, content);
        if (value.startsWith("'") && !text.startsWith("'")) {
            value = value.substring(1);
        }
        boolean isAmbiguous = text.startsWith("'"); // an apostrophe of its own looks like ours
        assertTrue(isAmbiguous || Arrays.equals(bytes(text), unescape(value)), content);
    }

    /** As {@link TerminalEscaper} shows it: half a pair as if it had bytes in UTF-8. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3f));
                bytes.write(0x80 | (point & 0x3f));
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    private static byte[] unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            switch (escaped.charAt(++i)) {
                case '\\' -> bytes.write('\\');
                case 't' -> bytes.write('\t');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 'x' -> {
                    bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> throw new AssertionError("torn: " + escaped);
            }
        }
        return bytes.toByteArray();
    }
}
