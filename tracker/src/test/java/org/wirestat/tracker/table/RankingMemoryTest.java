package org.wirestat.tracker.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.EvictionClass;

/** What a ranking remembers of connections that have gone on to another class. */
class RankingMemoryTest {

    private static final int CAPACITY = 100_000;
    private static final int CONNECTIONS = CAPACITY / 3;
    private static final EvictionClass[] CLASSES = EvictionClass.values();

    private final Slab slab = new Slab(4);
    private final Ranking ranking = new Ranking(CAPACITY, slab, 3, new Ranking.Judge() {
        @Override
        public boolean isUsed(int slot) {
            return true;
        }

        @Override
        public long lastNs(int slot) {
            return slot;
        }

        @Override
        public EvictionClass worth(int slot) {
            return EvictionClass.CONFIRMED;
        }
    });

    /**
     * Each class once remembered one and a half times the capacity: with nine of them a third of what a table was said to
     * take, which showed as memory that grew for an hour on a wire whose connections came and went.
     */
    @Test
    void connectionsThatGoThroughAllClassesLeaveLittleBehind() {
        for (int i = 0; i < CONNECTIONS; i++) {
            slab.take();
        }
        ranking.onSize(CONNECTIONS);
        assertTrue(ranking.isKept());
        for (int round = 0; round < 50; round++) {
            for (int slot = 0; slot < CONNECTIONS; slot++) {
                ranking.update(slot, CLASSES[(round + slot) % CLASSES.length]);
            }
            assertTrue(
                    ranking.entries() <= 2 * CONNECTIONS + CLASSES.length * (Ranking.FEW + 1),
                    ranking.entries() + " entries for " + CONNECTIONS + " connections");
        }
        int sum = 0;
        for (EvictionClass worth : CLASSES) {
            sum += ranking.count(worth);
        }
        assertEquals(CONNECTIONS, sum);
        int first = ranking.least(0);
        assertEquals(EvictionClass.CLOSED, CLASSES[(49 + first) % CLASSES.length]);
    }
}
