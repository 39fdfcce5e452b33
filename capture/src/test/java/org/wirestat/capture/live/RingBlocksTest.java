package org.wirestat.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.FrameBatch;

/** The ring in a test's memory, with the test as its kernel: no privilege is needed. */
class RingBlocksTest {

    private static final int BLOCK = 4096;
    private static final int BLOCKS = 4;
    private static final int FIRST_FRAME = 48;
    private static final int FRAME_SPACE = 256;
    private static final int LINK_OFFSET = 96;
    private static final int LENGTH = 60;
    private static final int VLAN_VALID = 1 << 4;
    private static final int TPID_VALID = 1 << 6;
    private static final int OUTGOING = 4;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BLOCK * BLOCKS).order(ByteOrder.nativeOrder());
    private final FrameBatch batch = new FrameBatch(4, FrameBatch.MAX_FRAME_LENGTH);
    private int filled;
    private int sent;

    private RingBlocks ring(RingLink link, int snaplen) {
        return new RingBlocks(memory, BLOCK, link, snaplen);
    }

    private RingBlocks ring() {
        return ring(RingLink.ofHardware(1, 0), 1 << 18);
    }

    private boolean isFree(int block) {
        return memory.getInt(block * BLOCK + 8) == 0;
    }

    /** Fills the next block, as the kernel does, and hands it over; false if the ring is full. */
    private boolean fill(int frames) {
        int block = filled % BLOCKS * BLOCK;
        if (!isFree(filled % BLOCKS)) {
            return false;
        }
        memory.putInt(block + 12, frames).putInt(block + 16, FIRST_FRAME);
        for (int i = 0; i < frames; i++) {
            int frame = block + FIRST_FRAME + i * FRAME_SPACE;
            memory.putInt(frame, i + 1 < frames ? FRAME_SPACE : 0);
            memory.putInt(frame + 4, 1000).putInt(frame + 8, sent);
            memory.putInt(frame + 12, LENGTH).putInt(frame + 16, 1500).putInt(frame + 20, 1);
            memory.putShort(frame + 24, (short) LINK_OFFSET);
            for (int b = 0; b < LENGTH; b++) {
                memory.put(frame + LINK_OFFSET + b, (byte) b);
            }
            sent++;
        }
        memory.putInt(block + 8, 1);
        filled++;
        return true;
    }

    private List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            numbers.add(batch.timestampNs(i) - 1_000_000_000_000L);
        }
        return numbers;
    }

    @Test
    void framesStandWhereTheKernelPutThem() {
        RingBlocks ring = ring();
        assertFalse(ring.hasFrames());
        fill(2);
        assertTrue(ring.hasFrames());
        ring.lend(batch);
        assertEquals(List.of(0L, 1L), numbers());
        assertEquals(1, batch.linkType(1));
        assertEquals(1500, batch.wireLength(1));
        assertEquals(LENGTH, batch.capturedLength(1));
        assertEquals(FIRST_FRAME + FRAME_SPACE + LINK_OFFSET, batch.offset(1));
        assertEquals(0x00010203, batch.bytes().getInt(batch.offset(1)));
    }

    @Test
    void aBlockIsHandedBackWhenItsFramesAreNotReadAnyMore_notBefore() {
        RingBlocks ring = ring();
        fill(6);
        ring.lend(batch);
        assertEquals(List.of(0L, 1L, 2L, 3L), numbers());
        assertFalse(isFree(0));
        ring.lend(batch);
        assertEquals(List.of(4L, 5L), numbers());
        assertFalse(isFree(0));
        ring.giveBack();
        assertTrue(isFree(0));
        ring.lend(batch);
        assertEquals(0, batch.size());
    }

    @Test
    void aBatchTakesFramesOfSeveralBlocks_alsoOfEmptyOnes_andNoneTwice() {
        RingBlocks ring = ring();
        fill(1);
        fill(0);
        fill(1);
        fill(1);
        assertFalse(fill(1), "the ring is full");
        ring.lend(batch);
        assertEquals(List.of(0L, 1L, 2L), numbers());
        assertFalse(ring.hasFrames());
        ring.giveBack();
        for (int block = 0; block < BLOCKS; block++) {
            assertTrue(isFree(block));
        }
    }

    @Test
    void roundAndRoundNothingIsLostOrRepeated() {
        RingBlocks ring = ring();
        List<Long> seen = new ArrayList<>();
        for (int turn = 0; turn < 1000; turn++) {
            fill(turn % 8);
            ring.lend(batch);
            seen.addAll(numbers());
        }
        for (int turn = 0; turn < 10; turn++) {
            ring.lend(batch);
            seen.addAll(numbers());
        }
        assertEquals(sent, seen.size());
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(i, seen.get(i));
        }
    }

    @Test
    void aTagThatTheKernelTookOffIsPutBack() {
        fill(2);
        int first = FIRST_FRAME;
        memory.putInt(first + 20, 1 | VLAN_VALID | TPID_VALID)
                .putInt(first + 32, 30)
                .putShort(first + 36, (short) 0x88a8);
        int second = FIRST_FRAME + FRAME_SPACE;
        memory.putInt(second + 20, 1 | VLAN_VALID).putInt(second + 32, 0xe007);
        ring().lend(batch);
        assertEquals(LENGTH + 4, batch.capturedLength(0));
        assertEquals(1504, batch.wireLength(0));
        assertEquals(0x08090a0b, batch.bytes().getInt(batch.offset(0) + 8));
        assertEquals(0x88a8001e, batch.bytes().getInt(batch.offset(0) + 12));
        assertEquals(0x0c0d0e0f, batch.bytes().getInt(batch.offset(0) + 16));
        assertEquals(0x8100e007, batch.bytes().getInt(batch.offset(1) + 12));
    }

    @Test
    void theSnapLengthCutsAfterTheTagIsBack() {
        fill(1);
        memory.putInt(FIRST_FRAME + 20, 1 | VLAN_VALID);
        ring(RingLink.ofHardware(1, 0), 16).lend(batch);
        assertEquals(16, batch.capturedLength(0));
        assertEquals(1504, batch.wireLength(0));
    }

    @Test
    void loopbackGivesEachFrameTwice_ofWhichOneIsLeftOut() {
        fill(3);
        for (int i = 0; i < 3; i++) {
            int address = FIRST_FRAME + i * FRAME_SPACE + 48;
            memory.putInt(address + 4, i == 2 ? 5 : 1).put(address + 10, (byte) (i == 1 ? 0 : OUTGOING));
        }
        ring(RingLink.cooked(1), 1 << 18).lend(batch);
        assertEquals(List.of(1L, 2L), numbers());
    }

    @Test
    void aCookedHeaderSaysWhatTheKernelKnows() {
        fill(1);
        int address = FIRST_FRAME + 48;
        memory.putShort(address + 8, (short) 778).put(address + 10, (byte) 3).put(address + 11, (byte) 6);
        memory.put(address + 2, (byte) 0x08).put(address + 3, (byte) 0);
        for (int i = 0; i < 8; i++) {
            memory.put(address + 12 + i, (byte) (0xa0 + i));
        }
        ring(RingLink.ofHardware(778, 0), 1 << 18).lend(batch);
        assertEquals(113, batch.linkType(0));
        assertEquals(LENGTH + 16, batch.capturedLength(0));
        assertEquals(1516, batch.wireLength(0));
        int at = batch.offset(0);
        assertEquals(3, batch.bytes().getShort(at));
        assertEquals(778, batch.bytes().getShort(at + 2));
        assertEquals(6, batch.bytes().getShort(at + 4));
        assertEquals(0xa0a1a2a3a4a5a6a7L, batch.bytes().getLong(at + 6));
        assertEquals(0x0800, batch.bytes().getShort(at + 14));
        assertEquals(0x00010203, batch.bytes().getInt(at + 16));
    }
}
