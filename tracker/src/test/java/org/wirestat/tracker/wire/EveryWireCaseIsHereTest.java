package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of sections F and G, 117 to 150, have each a test that names its number. */
class EveryWireCaseIsHereTest {

    private static final int FIRST = 117;
    private static final int LAST = 150;
    private static final Pattern NUMBER = Pattern.compile("case(\\d{3})_");

    private static final List<Class<?>> TESTS = List.of(
            EncapsulationTest.class,
            FragmentsTest.class,
            FrameDecoderTest.class,
            HostileFramesTest.class,
            IcmpTest.class,
            NeighboursTest.class,
            TcpChecksumTest.class,
            TcpOptionsTest.class);

    @Test
    void everyCaseHasATest() {
        BitSet found = new BitSet();
        for (Class<?> tests : TESTS) {
            for (Method method : tests.getDeclaredMethods()) {
                Matcher numbers = NUMBER.matcher(method.getName());
                while (numbers.find()) {
                    found.set(Integer.parseInt(numbers.group(1)));
                }
            }
        }
        assertEquals(
                List.of(),
                IntStream.rangeClosed(FIRST, LAST)
                        .filter(number -> !found.get(number))
                        .boxed()
                        .toList());
    }
}
