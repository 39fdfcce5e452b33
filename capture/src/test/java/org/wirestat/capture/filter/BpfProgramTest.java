package org.wirestat.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BpfProgramTest {

    private static final int[] FRAME = {0x00, 0x11, 0x22, 0x33, 0x44, 0x45, 0xff, 0xfe, 0x80, 0x01};

    /** Instructions as tcpdump -ddd prints them: opcode, jump if true, jump if false, constant. */
    private static BpfProgram program(long[]... instructions) {
        int length = instructions.length;
        int[][] columns = new int[4][length];
        for (int i = 0; i < length; i++) {
            for (int column = 0; column < 4; column++) {
                columns[column][i] = (int) instructions[i][column];
            }
        }
        return new BpfProgram(columns[0], columns[1], columns[2], columns[3]);
    }

    private static long[] op(int opcode, long constant) {
        return new long[] {opcode, 0, 0, constant};
    }

    private static long[] jump(int opcode, int ifTrue, int ifFalse, long constant) {
        return new long[] {opcode, ifTrue, ifFalse, constant};
    }

    private static boolean matches(long[]... instructions) {
        // The frame stands in the middle, so that a read outside of it would find something.
        ByteBuffer bytes = ByteBuffer.allocateDirect(30);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) 0xaa);
        }
        for (int i = 0; i < FRAME.length; i++) {
            bytes.put(10 + i, (byte) FRAME[i]);
        }
        return program(instructions).matches(bytes, 10, FRAME.length, 1500);
    }

    /** Whether the instructions leave {@code expected} in the accumulator. */
    private static void assertAccumulator(long expected, long[]... instructions) {
        long[][] all = new long[instructions.length + 3][];
        System.arraycopy(instructions, 0, all, 0, instructions.length);
        all[instructions.length] = jump(0x15, 0, 1, expected);
        all[instructions.length + 1] = op(0x06, 1);
        all[instructions.length + 2] = op(0x06, 0);
        assertEquals(true, matches(all), "accumulator is " + Long.toHexString(expected));
    }

    @Test
    void loadsReadTheFrameInNetworkOrder() {
        assertAccumulator(0x11223344L, op(0x20, 1));
        assertAccumulator(0xfffeL, op(0x28, 6));
        assertAccumulator(0x45, op(0x30, 5));
        assertAccumulator(0x4445fffeL, op(0x01, 3), op(0x40, 1));
        assertAccumulator(0x8001, op(0x01, 3), op(0x48, 5));
        assertAccumulator(0x33, op(0x01, 3), op(0x50, 0));
        assertAccumulator(0x80010000L >>> 16, op(0x28, 8));
        assertAccumulator(20, op(0xb1, 5), op(0x87, 0));
    }

    @Test
    void aLoadOutsideOfTheFrameIsANo() {
        long[] yes = op(0x06, 1);
        assertEquals(true, matches(op(0x30, 9), yes));
        assertEquals(false, matches(op(0x30, 10), yes));
        assertEquals(false, matches(op(0x28, 9), yes));
        assertEquals(false, matches(op(0x20, 7), yes));
        assertEquals(false, matches(op(0xb1, 10), yes));
        assertEquals(false, matches(op(0x30, 0xffff_ffffL), yes));
        assertEquals(false, matches(op(0x30, 0xffff_f004L), yes), "a load from the kernel's own data about the frame");
        assertEquals(false, matches(op(0x01, 0xffff_ffffL), op(0x50, 5), yes));
    }

    @Test
    void arithmeticIsUnsigned_andDivisionByNothingIsANo() {
        assertAccumulator(1500, op(0x80, 0));
        assertAccumulator(1501, op(0x80, 0), op(0x04, 1));
        assertAccumulator(0xffff_ffffL, op(0x00, 0), op(0x14, 1));
        assertAccumulator(0x5555_5555L, op(0x00, 0xffff_ffffL), op(0x34, 3));
        assertAccumulator(5, op(0x00, 0xffff_ffffL), op(0x94, 10));
        assertAccumulator(0xffff_fa24L, op(0x80, 0), op(0x84, 0));
        assertAccumulator(0, op(0x00, 1), op(0x64, 32));
        assertAccumulator(0x0fff_ffffL, op(0x00, 0xffff_ffffL), op(0x74, 4));
        assertAccumulator(6, op(0x00, 12), op(0x01, 2), op(0x3c, 0));
        assertAccumulator(0xf0, op(0x00, 0xff), op(0xa4, 0x0f));
        assertEquals(false, matches(op(0x00, 12), op(0x01, 0), op(0x3c, 0), op(0x06, 1)));
    }

    @Test
    void memoryKeepsWords_jumpsCompareUnsigned() {
        assertAccumulator(7, op(0x00, 7), op(0x02, 15), op(0x00, 0), op(0x60, 15));
        assertAccumulator(9, op(0x01, 9), op(0x03, 0), op(0x01, 0), op(0x61, 0), op(0x87, 0));
        assertEquals(true, matches(op(0x00, 0xffff_ffffL), jump(0x25, 0, 1, 1), op(0x06, 1), op(0x06, 0)));
        assertEquals(true, matches(op(0x05, 1), op(0x06, 0), op(0x06, 1)));
        assertEquals(true, matches(op(0x00, 6), jump(0x45, 0, 1, 2), op(0x06, 1), op(0x06, 0)));
        assertEquals(true, matches(op(0x00, 6), op(0x16, 0)));
    }
}
