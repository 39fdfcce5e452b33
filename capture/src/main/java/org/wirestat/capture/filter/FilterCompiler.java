package org.wirestat.capture.filter;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.LinkType;
import org.wirestat.capture.privilege.Missing;

/**
 * Has libpcap compile one expression, on a handle that captures nothing.
 *
 * <p>By JNA and not by Pcap4J, whose programs can only be run through a native call and a copy for each frame; we want the
 * instructions.
 */
final class FilterCompiler {

    private static final int OPTIMIZE = 1;
    private static final int NETMASK_UNKNOWN = -1;
    private static final int INSTRUCTION_BYTES = 8;

    private final String expression;
    private final NativeLibrary libpcap;

    FilterCompiler(String expression) throws CaptureException {
        this.expression = expression;
        try {
            libpcap = NativeLibrary.getInstance(Platform.isWindows() ? "wpcap" : "pcap");
        } catch (LinkageError e) {
            throw Missing.libpcap(e);
        }
    }

    BpfProgram compile(int linkType) throws CaptureException {
        // Old versions of pcap_compile() keep their state in globals.
        synchronized (FilterCompiler.class) {
            Pointer handle = libpcap.getFunction("pcap_open_dead")
                    .invokePointer(new Object[] {LinkType.toDlt(linkType), FrameBatch.MAX_FRAME_LENGTH});
            // struct bpf_program { u_int bf_len; struct bpf_insn *bf_insns; }
            Memory program = new Memory(2L * Native.POINTER_SIZE);
            try {
                int result = libpcap.getFunction("pcap_compile")
                        .invokeInt(new Object[] {handle, program, expression, OPTIMIZE, NETMASK_UNKNOWN});
                if (result != 0) {
                    throw badFilter(linkType, handle);
                }
                BpfProgram copy = copy(program);
                libpcap.getFunction("pcap_freecode").invokeVoid(new Object[] {program});
                return copy;
            } finally {
                libpcap.getFunction("pcap_close").invokeVoid(new Object[] {handle});
            }
        }
    }

    private static BpfProgram copy(Memory program) {
        int length = program.getInt(0);
        Pointer instructions = program.getPointer(Native.POINTER_SIZE);
        int[] opcode = new int[length];
        int[] jumpTrue = new int[length];
        int[] jumpFalse = new int[length];
        int[] constant = new int[length];
        for (int i = 0; i < length; i++) {
            long at = (long) i * INSTRUCTION_BYTES;
            opcode[i] = instructions.getShort(at) & 0xffff;
            jumpTrue[i] = instructions.getByte(at + 2) & 0xff;
            jumpFalse[i] = instructions.getByte(at + 3) & 0xff;
            constant[i] = instructions.getInt(at + 4);
        }
        return new BpfProgram(opcode, jumpTrue, jumpFalse, constant);
    }

    private CaptureException badFilter(int linkType, Pointer handle) {
        String why = libpcap.getFunction("pcap_geterr").invokeString(new Object[] {handle}, false);
        return new CaptureException(
                Reason.BAD_FILTER,
                "capture filter '" + expression + "' cannot be used on frames of link type " + linkType + ": " + why,
                List.of("man pcap-filter"));
    }
}
