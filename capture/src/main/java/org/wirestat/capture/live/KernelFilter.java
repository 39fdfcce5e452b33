package org.wirestat.capture.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.filter.BpfProgram;

/** Capture filters as Linux takes them: struct sock_filter, 8 bytes each (linux/filter.h). */
final class KernelFilter {

    private static final int INSTRUCTION_BYTES = 8;
    private static final int CLASS = 0x07;
    private static final int LOAD = 0x00;
    private static final int LOAD_X = 0x01;
    private static final int MODE = 0xe0;
    private static final int ABSOLUTE = 0x20;
    private static final int INDIRECT = 0x40;
    private static final int HEADER_LENGTH = 0xa0;
    private static final int RETURN_CONSTANT = 0x06;

    // linux/filter.h: what the kernel knows beside the frame, as offsets that no frame has
    private static final int ANCILLARY = -0x1000;
    private static final int ANCILLARY_PROTOCOL = ANCILLARY;
    private static final int ANCILLARY_PACKET_TYPE = ANCILLARY + 4;

    private static final int COOKED_PROTOCOL = 14;

    /** The kernel takes the tag off before its filters run, so that ours has to look for it, after it was put back. */
    private static final Pattern TAGS = Pattern.compile("\\bvlan\\b");

    private KernelFilter() {}

    /** All frames, the first bytes of each. */
    static ByteBuffer keeping(int snaplen) {
        return add(instructions(1), RETURN_CONSTANT, 0, 0, snaplen).flip();
    }

    /**
     * The frames that match, the first bytes of each.
     *
     * @param isCooked whether the program was compiled for frames with a cooked header, which the kernel does not see
     * @return null if the kernel cannot answer this
     */
    static @Nullable ByteBuffer of(BpfProgram program, String expression, boolean isCooked, int snaplen) {
        if (TAGS.matcher(expression).find()) {
            return null;
        }
        ByteBuffer instructions = instructions(program.length());
        for (int i = 0; i < program.length(); i++) {
            int opcode = program.opcode(i);
            int constant = program.constant(i);
            if (opcode == RETURN_CONSTANT && constant != 0) {
                constant = snaplen;
            } else if (isCooked && readsFrame(opcode)) {
                if (constant > 0 && constant < RingLink.COOKED_LENGTH && constant != COOKED_PROTOCOL) {
                    return null;
                }
                constant = beneathCooked(constant);
            }
            add(instructions, opcode, program.jumpTrue(i), program.jumpFalse(i), constant);
        }
        return instructions.flip();
    }

    private static boolean readsFrame(int opcode) {
        boolean loads = (opcode & CLASS) == LOAD || (opcode & CLASS) == LOAD_X;
        int mode = opcode & MODE;
        return loads && (mode == ABSOLUTE || mode == INDIRECT || mode == HEADER_LENGTH);
    }

    /** Where the kernel finds what stands at that offset of a frame with a cooked header. */
    private static int beneathCooked(int offset) {
        return switch (offset) {
            case 0 -> ANCILLARY_PACKET_TYPE;
            case COOKED_PROTOCOL -> ANCILLARY_PROTOCOL;
            default -> offset - RingLink.COOKED_LENGTH;
        };
    }

    private static ByteBuffer instructions(int count) {
        return ByteBuffer.allocate(count * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer add(ByteBuffer to, int opcode, int jumpTrue, int jumpFalse, int constant) {
        return to.putShort((short) opcode)
                .put((byte) jumpTrue)
                .put((byte) jumpFalse)
                .putInt(constant);
    }
}
