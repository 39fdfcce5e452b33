package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeqNumTest {

    @Test
    void whatComesAfterTheWrapIsAfter() {
        assertTrue(SeqNum.after(5, 0xffff_fff0));
        assertTrue(SeqNum.before(0xffff_fff0, 5));
        assertTrue(SeqNum.within(0, 0xffff_fff0, 5));
        assertTrue(SeqNum.within(0xffff_fff0, 0xffff_fff0, 5));
        assertTrue(SeqNum.within(5, 0xffff_fff0, 5));
        assertFalse(SeqNum.within(6, 0xffff_fff0, 5));
        assertFalse(SeqNum.within(0xffff_ffef, 0xffff_fff0, 5));
    }

    @Test
    void theSignOfTheNumberMeansNothing() {
        assertTrue(SeqNum.after(0x8000_0000, 0x7fff_ffff));
        assertTrue(SeqNum.before(0x7fff_ffff, 0x8000_0000));
    }

    @Test
    void ofTwoNumbersOneIsAheadWhereverTheyStand() {
        Random random = new Random(59);
        for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt();
            int step = 1 + random.nextInt(Integer.MAX_VALUE - 1);
            assertTrue(SeqNum.after(number + step, number));
            assertTrue(SeqNum.before(number, number + step));
            assertEquals(false, SeqNum.after(number, number));
            assertEquals(false, SeqNum.before(number, number));
        }
    }
}
