package org.wirestat.capture.filter;

import java.nio.ByteBuffer;

/**
 * A compiled capture filter: instructions of the classic Berkeley Packet Filter (McCanne and Jacobson 1993), to be run
 * here, over frames that never were in a kernel's hands, or to be given to a kernel.
 */
public final class BpfProgram {

    // Opcodes as <net/bpf.h> composes them: class | size or operation | mode or source.
    private static final int LD_W_ABS = 0x20;
    private static final int LD_H_ABS = 0x28;
    private static final int LD_B_ABS = 0x30;
    private static final int LD_W_IND = 0x40;
    private static final int LD_H_IND = 0x48;
    private static final int LD_B_IND = 0x50;
    private static final int LD_LEN = 0x80;
    private static final int LD_IMM = 0x00;
    private static final int LD_MEM = 0x60;
    private static final int LDX_IMM = 0x01;
    private static final int LDX_MEM = 0x61;
    private static final int LDX_LEN = 0x81;
    private static final int LDX_MSH = 0xb1;
    private static final int ST = 0x02;
    private static final int STX = 0x03;
    private static final int JA = 0x05;
    private static final int RET_K = 0x06;
    private static final int RET_A = 0x16;
    private static final int TAX = 0x07;
    private static final int TXA = 0x87;

    private static final int CLASS = 0x07;
    private static final int ALU = 0x04;
    private static final int JMP = 0x05;
    private static final int SOURCE_X = 0x08;

    private static final int MEMORY_WORDS = 16;

    private final int[] opcode;
    private final int[] jumpTrue;
    private final int[] jumpFalse;
    private final int[] constant;
    private final int[] memory = new int[MEMORY_WORDS];

    BpfProgram(int[] opcode, int[] jumpTrue, int[] jumpFalse, int[] constant) {
        this.opcode = opcode;
        this.jumpTrue = jumpTrue;
        this.jumpFalse = jumpFalse;
        this.constant = constant;
    }

    /** Number of instructions. */
    public int length() {
        return opcode.length;
    }

    public int opcode(int i) {
        return opcode[i];
    }

    /** Instructions that are left out after instruction {@code i} if its condition holds. */
    public int jumpTrue(int i) {
        return jumpTrue[i];
    }

    public int jumpFalse(int i) {
        return jumpFalse[i];
    }

    public int constant(int i) {
        return constant[i];
    }

    /**
     * Whether a frame passes. For one thread at a time.
     *
     * @param bytes big-endian
     */
    public boolean matches(ByteBuffer bytes, int offset, int capturedLength, int wireLength) {
        int a = 0;
        int x = 0;
        for (int pc = 0; ; pc++) {
            int k = constant[pc];
            int op = opcode[pc];
            switch (op) {
                case LD_W_ABS, LD_H_ABS, LD_B_ABS, LD_W_IND, LD_H_IND, LD_B_IND -> {
                    boolean indirect = op >= LD_W_IND;
                    int size = 4 >> ((op & 0x18) >> 3);
                    // As unsigned: what lies outside of the frame ends the program, with "no".
                    long at = (k & 0xffff_ffffL) + (indirect ? x & 0xffff_ffffL : 0);
                    if (at + size > capturedLength) {
                        return false;
                    }
                    a = load(bytes, offset + (int) at, size);
                }
                case LDX_MSH -> {
                    if (Integer.compareUnsigned(k, capturedLength) >= 0) {
                        return false;
                    }
                    x = (bytes.get(offset + k) & 0xf) << 2;
                }
                case LD_LEN -> a = wireLength;
                case LDX_LEN -> x = wireLength;
                case LD_IMM -> a = k;
                case LDX_IMM -> x = k;
                case LD_MEM -> a = memory[k];
                case LDX_MEM -> x = memory[k];
                case ST -> memory[k] = a;
                case STX -> memory[k] = x;
                case TAX -> x = a;
                case TXA -> a = x;
                case JA -> pc += k;
                case RET_K -> {
                    return k != 0;
                }
                case RET_A -> {
                    return a != 0;
                }
                default -> {
                    int operand = (op & SOURCE_X) != 0 ? x : k;
                    int operation = op & 0xf0;
                    if ((op & CLASS) == JMP) {
                        pc += jumps(operation, a, operand) ? jumpTrue[pc] : jumpFalse[pc];
                    } else if ((op & CLASS) == ALU && !(isDivision(operation) && operand == 0)) {
                        a = computed(operation, a, operand);
                    } else {
                        return false;
                    }
                }
            }
        }
    }

    private static int load(ByteBuffer bytes, int at, int size) {
        return switch (size) {
            case 4 -> bytes.getInt(at);
            case 2 -> bytes.getShort(at) & 0xffff;
            default -> bytes.get(at) & 0xff;
        };
    }

    private static boolean jumps(int operation, int a, int operand) {
        return switch (operation) {
            case 0x10 -> a == operand;
            case 0x20 -> Integer.compareUnsigned(a, operand) > 0;
            case 0x30 -> Integer.compareUnsigned(a, operand) >= 0;
            case 0x40 -> (a & operand) != 0;
            default -> throw new IllegalStateException("no such BPF jump: " + operation);
        };
    }

    private static boolean isDivision(int operation) {
        return operation == 0x30 || operation == 0x90;
    }

    private static int computed(int operation, int a, int operand) {
        return switch (operation) {
            case 0x00 -> a + operand;
            case 0x10 -> a - operand;
            case 0x20 -> a * operand;
            case 0x30 -> Integer.divideUnsigned(a, operand);
            case 0x40 -> a | operand;
            case 0x50 -> a & operand;
            // Shifts by 32 and more give 0; Java would take the count modulo 32.
            case 0x60 -> Integer.compareUnsigned(operand, 32) < 0 ? a << operand : 0;
            case 0x70 -> Integer.compareUnsigned(operand, 32) < 0 ? a >>> operand : 0;
            case 0x80 -> -a;
            case 0x90 -> Integer.remainderUnsigned(a, operand);
            case 0xa0 -> a ^ operand;
            default -> throw new IllegalStateException("no such BPF operation: " + operation);
        };
    }
}
