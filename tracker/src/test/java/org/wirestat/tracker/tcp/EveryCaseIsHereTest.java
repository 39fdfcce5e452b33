package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of sections A to E, 1 to 116, have each a test that names its number, or a line here that says why not. */
class EveryCaseIsHereTest {

    private static final int LAST = 116;

    private static final List<Class<?>> TESTS = List.of(
            OpeningCasesTest.class,
            IcmpErrorCasesTest.class,
            OddSynCasesTest.class,
            ResetCasesTest.class,
            SynInsideCasesTest.class,
            WindowCasesTest.class,
            OddHeaderCasesTest.class,
            ClosingCasesTest.class,
            ReuseCasesTest.class,
            LateCaptureCasesTest.class,
            DisorderCasesTest.class);

    private static final Map<Integer, String> ELSEWHERE = new TreeMap<>(Map.of(
            105, "random loss: PropertiesTest, against the same connections without loss",
            115, "subsets, copies, reordering: PropertiesTest",
            116, "against kernels: LabReplayTest replays recordings of real stacks with their own socket tables"));

    @Test
    void everyCaseHasATestOrAReason() {
        BitSet missing = new BitSet();
        missing.set(1, LAST + 1);
        for (Class<?> tests : TESTS) {
            for (Method method : tests.getDeclaredMethods()) {
                if (method.getName().matches("case\\d{3}_.*")) {
                    missing.clear(Integer.parseInt(method.getName().substring(4, 7)));
                }
            }
        }
        ELSEWHERE.keySet().forEach(missing::clear);
        assertEquals(
                List.of(),
                IntStream.rangeClosed(1, LAST).filter(missing::get).boxed().toList());
    }
}
