package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Histories that are longer than a record: no more than so much memory for all of them. */
class ExtrasTest {

    private final Extras extras = new Extras();

    private boolean add(int slot, int letters) {
        boolean hasRoom = true;
        for (int i = 0; i < letters && hasRoom; i++) {
            hasRoom = extras.addLetter(slot, 'R');
        }
        return hasRoom;
    }

    @Test
    void allLongHistoriesTogetherAreBounded_andRoomComesBackWithTheConnectionsThatAreOver() {
        int slots = 0;
        while (add(slots, Extras.MOST_LETTERS)) {
            slots++;
        }
        long letters = (long) slots * Extras.MOST_LETTERS;
        assertTrue(letters * 2 < Extras.MOST_BYTES && letters * 3 > Extras.MOST_BYTES, letters + " letters");
        assertFalse(add(slots + 1, 1), "a new one");
        assertFalse(add(0, 1), "one that is there");

        extras.forget(0);
        assertTrue(add(slots + 1, Extras.MOST_LETTERS / 2));
        assertEquals(Extras.MOST_LETTERS / 2, extras.of(slots + 1).history().length());
        for (int slot = 0; slot <= slots + 1; slot++) {
            extras.forget(slot);
        }
        int again = 0;
        while (add(again, Extras.MOST_LETTERS)) {
            again++;
        }
        assertEquals(slots, again);
    }

    @Test
    void aConnectionOfATunnelCostsNothingUntilItsHistoryIsLong() {
        extras.of(1);
        extras.forget(1);
        extras.of(2);
        assertTrue(add(2, 1));
        extras.forget(2);
        extras.forget(2);
        int slots = 0;
        while (add(slots, 1)) {
            slots++;
        }
        assertEquals(Extras.MOST_BYTES / (256 + 2), slots);
    }
}
