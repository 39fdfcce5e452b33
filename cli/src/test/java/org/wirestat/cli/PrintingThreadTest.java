package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrintingThreadTest {

    private final List<Integer> printed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void allIsPrintedInOrder_ByAnotherThread() throws IOException {
        List<Thread> by = Collections.synchronizedList(new ArrayList<>());
        PrintingThread<Integer> thread = new PrintingThread<>(rows -> {
            by.add(Thread.currentThread());
            printed.addAll(rows);
        });
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 10_000; i += 2) {
            expected.addAll(List.of(i, i + 1));
            thread.add(List.of(i, i + 1));
        }
        thread.finish();
        assertEquals(expected, printed);
        assertFalse(by.contains(Thread.currentThread()));
    }

    @Test
    void whatIsAddedIsPrintedThoughNothingFollows() throws Exception {
        CountDownLatch isPrinted = new CountDownLatch(1);
        new PrintingThread<Integer>(rows -> isPrinted.countDown()).add(List.of(1));
        assertEquals(true, isPrinted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void whatCannotBePrintedIsToldToWhoeverAddsMore_Once() throws IOException {
        PrintingThread<Integer> thread = new PrintingThread<>(rows -> {
            if (rows.contains(2)) {
                throw new IOException("full");
            }
            printed.addAll(rows);
        });
        thread.add(List.of(1));
        thread.add(List.of(2));
        assertEquals("full", assertThrows(IOException.class, thread::finish).getMessage());
        thread.add(List.of(3));
        thread.finish();
        assertEquals(List.of(1, 3), printed);
    }

    @Test
    void aDefectOfThePrintingIsNotSwallowed() throws IOException {
        PrintingThread<Integer> thread = new PrintingThread<>(rows -> {
            throw new ArithmeticException("defect");
        });
        thread.add(List.of(1));
        Throwable thrown = assertThrows(IllegalStateException.class, thread::finish);
        assertEquals("defect", thrown.getCause().getMessage());
    }

    @Test
    void whoIsInterruptedIsSoStill_AfterAllIsPrinted() throws IOException {
        PrintingThread<Integer> thread = new PrintingThread<>(printed::addAll);
        thread.add(List.of(1));
        Thread.currentThread().interrupt();
        thread.finish();
        assertEquals(true, Thread.interrupted());
        assertEquals(List.of(1), printed);
    }
}
