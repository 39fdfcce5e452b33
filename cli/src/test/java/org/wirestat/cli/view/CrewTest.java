package org.wirestat.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who work on a table together. */
class CrewTest {

    private static final int MANY = 100_001;

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "1, 100001", "2, 0", "2, 1", "2, 8191", "2, 8192", "3, 100001", "8, 100001"})
    void everyRowIsWorkedOnOnce_andTakenInOrder(int threads, int rows) {
        List<Integer> taken = new ArrayList<>();
        new Crew(threads)
                .work(rows, (from, to) -> IntStream.range(from, to).boxed().toList(), taken::addAll);
        assertEquals(IntStream.range(0, rows).boxed().toList(), taken);
    }

    @Test
    void threadsHelpWithLongTablesOnly() {
        Crew crew = new Crew(2);
        assertFalse(crew.isFor(100));
        assertTrue(crew.isFor(MANY));
        assertFalse(Crew.ALONE.isFor(MANY));
        assertEquals(Set.of(Thread.currentThread()), workers(crew, 100));
        assertFalse(workers(crew, MANY).contains(Thread.currentThread()));
    }

    private static Set<Thread> workers(Crew crew, int rows) {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        crew.work(rows, (from, to) -> workers.add(Thread.currentThread()), made -> {});
        return new HashSet<>(workers);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatGoesWrongInAThreadGoesWrongForWhoeverAsked(int threads) {
        IllegalArgumentException defect = new IllegalArgumentException("row 70000");
        List<Integer> taken = new ArrayList<>();
        assertSame(
                defect,
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Crew(threads)
                                .work(
                                        MANY,
                                        (from, to) -> {
                                            if (to > 70_000) {
                                                throw defect;
                                            }
                                            return to;
                                        },
                                        taken::add)));
        assertTrue(taken.get(taken.size() - 1) <= 70_000, "nothing is taken that comes after");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whoCannotTakeMoreEndsTheWork(int threads) {
        IOException full = new IOException("No space left on device");
        assertSame(
                full,
                assertThrows(
                        IOException.class,
                        () -> new Crew(threads).work(MANY, (from, to) -> to, to -> {
                            throw full;
                        })));
    }

    @Test
    void anInterruptionLeavesTheTableWhole() {
        int[] taken = new int[1];
        Thread.currentThread().interrupt();
        new Crew(2).work(MANY, (from, to) -> to - from, count -> taken[0] += count);
        assertTrue(Thread.interrupted(), "it is still known afterwards");
        assertEquals(MANY, taken[0]);
    }
}
