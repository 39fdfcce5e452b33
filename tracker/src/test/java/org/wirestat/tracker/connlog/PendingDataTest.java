package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingDataTest {

    @Test
    void rangesAreJoinedAsASetOfTheirBytesIs() {
        Random random = new Random(17);
        for (int round = 0; round < 200; round++) {
            PendingData pending = new PendingData();
            int list = pending.take();
            BitSet bytes = new BitSet();
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(300);
                int to = from + 1 + random.nextInt(20);
                pending.add(list, from, to);
                bytes.set(from, to);
            }
            assertEquals(bytes.cardinality(), pending.bytes(list));
            assertEquals(bytes.length(), pending.end(list));
            while (pending.count(list) > 0) {
                int from = bytes.nextSetBit(0);
                assertEquals(from, pending.first(list));
                assertEquals(bytes.nextClearBit(from), pending.firstEnd(list));
                bytes.clear(from, bytes.nextClearBit(from));
                pending.removeFirst(list);
            }
            assertTrue(bytes.isEmpty());
        }
    }

    @Test
    void aListThatWasGivenBackIsUsedAgainAndEmpty() {
        PendingData pending = new PendingData();
        int list = pending.take();
        pending.add(list, 5, 9);
        pending.free(list);
        assertEquals(list, pending.take());
        assertEquals(0, pending.count(list));
    }
}
