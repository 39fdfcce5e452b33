package org.wirestat.tracker.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotIndexTest {

    private final SlotIndex index = new SlotIndex();

    @Test
    void findsWhatWasAddedAndNotRemovedHoweverItGrew() {
        Random random = new Random(11);
        Map<Integer, Long> model = new HashMap<>();
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < 100_000; slot++) {
            long hash = random.nextLong();
            index.add(hash, slot);
            model.put(slot, hash);
            slots.add(slot);
            if (slot % 3 == 2) {
                int gone = slots.remove(random.nextInt(slots.size()));
                index.remove(model.get(gone), gone);
                assertEquals(0, timesFound(model.remove(gone), gone));
            }
        }
        assertEquals(model.size(), index.size());
        model.forEach((slot, hash) -> assertEquals(1, timesFound(hash, slot)));
        assertTrue(index.meanDisplacement() < 1, () -> "passes over " + index.meanDisplacement());
    }

    /** No secret hash does that; but if one did, it would be slow and not for ever. */
    @Test
    void holdsMoreOfOnePartThanSplittingCanShare() {
        for (int slot = 0; slot < 20_000; slot++) {
            index.add(likeAllOthersInItsUppermostBits(slot), slot);
        }
        for (int slot = 0; slot < 20_000; slot++) {
            assertEquals(1, timesFound(likeAllOthersInItsUppermostBits(slot), slot));
        }
    }

    private static long likeAllOthersInItsUppermostBits(int slot) {
        return 0xabcde000_00000000L | (slot & 0xfffL) << 32;
    }

    private int timesFound(long hash, int slot) {
        int times = 0;
        for (int at = index.first(hash); at != SlotIndex.NONE; at = index.next(at, hash)) {
            if (index.slot(at, hash) == slot) {
                times++;
            }
        }
        return times;
    }
}
