package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.wire.Segment;
import org.wirestat.tracker.wire.Segment.Checksum;

class OffloadTest {

    private final Offload offload = new Offload();

    private boolean isForged(long host, Checksum checksum) {
        Segment segment = new Segment();
        segment.ipVersion = 4;
        segment.protocol = Segment.TCP;
        segment.sourceLow = host;
        segment.checksum = checksum;
        return offload.isForged(segment);
    }

    @Test
    void oneWrongSumAmongRightOnesIsForged() {
        for (int i = 0; i < 10; i++) {
            assertFalse(isForged(1, Checksum.GOOD));
        }
        assertTrue(isForged(1, Checksum.BAD));
        assertTrue(isForged(1, Checksum.BAD));
    }

    @Test
    void aHostWhoseSumsAreAllWrongHasThemFilledInLater() {
        for (int i = 0; i < 10; i++) {
            isForged(1, Checksum.BAD);
        }
        assertFalse(isForged(1, Checksum.BAD));
    }

    @Test
    void oneHostsHabitIsNotAnothers() {
        for (int i = 0; i < 10; i++) {
            isForged(1, Checksum.BAD);
        }
        assertTrue(isForged(2, Checksum.BAD));
        assertFalse(isForged(1, Checksum.BAD));
    }

    @Test
    void whatWasNotSummedOrIsLeftToTheInterfaceIsNotForged() {
        assertFalse(isForged(1, Checksum.UNKNOWN));
        assertFalse(isForged(1, Checksum.PARTIAL));
    }

    @Test
    void manyHostsAreJudgedWithoutAnExceptionAndInAFixedMemory() {
        int forged = 0;
        for (int i = 0; i < 100_000; i++) {
            forged += isForged(i * 0x1_0001L, Checksum.BAD) ? 1 : 0;
        }
        assertEquals(100_000, forged);
    }

    @Test
    void theThirdWrongSumIsAHabitTheSecondIsNot() {
        assertTrue(isForged(1, Checksum.BAD));
        assertTrue(isForged(1, Checksum.BAD));
        assertFalse(isForged(1, Checksum.BAD));
    }

    @Test
    void aHostHasTheHabitOnlyIfMostOfItsSumsAreWrong() {
        for (int i = 0; i < 3; i++) {
            isForged(1, Checksum.BAD);
        }
        for (int i = 0; i < 4; i++) {
            assertFalse(isForged(1, Checksum.GOOD));
        }
        assertTrue(isForged(1, Checksum.BAD)); // four of each
        assertFalse(isForged(1, Checksum.BAD));
    }

    @Test
    void whatWasNotSummedIsNoRightSum() {
        isForged(1, Checksum.BAD);
        isForged(1, Checksum.BAD);
        for (int i = 0; i < 10; i++) {
            isForged(1, Checksum.UNKNOWN);
            isForged(1, Checksum.PARTIAL);
        }
        assertFalse(isForged(1, Checksum.BAD));
    }

    @Test
    void theNetIsAPartOfTheAddress() {
        for (int i = 0; i < 10; i++) {
            isForged(1, Checksum.BAD);
        }
        Segment other = new Segment();
        other.ipVersion = 6;
        other.protocol = Segment.TCP;
        other.sourceHigh = 0x2001_0db8_0000_0001L;
        other.sourceLow = 1;
        other.checksum = Checksum.BAD;
        assertTrue(offload.isForged(other));
    }
}
