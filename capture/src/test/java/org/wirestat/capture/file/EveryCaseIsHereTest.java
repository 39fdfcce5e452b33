package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of section H, 151 to 185, have each a test that names its number, or a line here that says why not. */
class EveryCaseIsHereTest {

    private static final int FIRST = 151;
    private static final int LAST = 185;
    private static final Pattern NUMBER = Pattern.compile("case(\\d{3})");

    private static final List<Class<?>> TESTS = List.of(
            CaptureFilesTest.class,
            PcapFormatTest.class,
            PcapngFormatTest.class,
            GzipInputTest.class,
            Lz4InputTest.class,
            ZstdInputTest.class,
            PackedByToolsTest.class,
            SnoopFormatTest.class);

    private static final Map<Integer, String> ELSEWHERE = new TreeMap<>(Map.of(
            185,
            "classes of failures, not an input: reading out of bounds and endless loops are cases 163 to 166 and 184,"
                    + " large memory 155, 165, 178 and 182"));

    @Test
    void everyCaseHasATestOrAReason() {
        BitSet missing = new BitSet();
        missing.set(FIRST, LAST + 1);
        for (Class<?> tests : TESTS) {
            for (Method method : tests.getDeclaredMethods()) {
                Matcher numbers = NUMBER.matcher(method.getName());
                while (numbers.find()) {
                    missing.clear(Integer.parseInt(numbers.group(1)));
                }
            }
        }
        ELSEWHERE.keySet().forEach(missing::clear);
        assertEquals(
                List.of(),
                IntStream.rangeClosed(FIRST, LAST).filter(missing::get).boxed().toList());
    }
}
