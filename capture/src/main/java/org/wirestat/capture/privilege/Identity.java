package org.wirestat.capture.privilege;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Makes this process another user's, in all of its threads. */
final class Identity {

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    /** All threads at once; and no slower branch prediction, which this filter does not need. */
    private static final int SECCOMP_FLAGS = 1 | 4;

    private static final int SECCOMP_RET_ALLOW = 0x7fff0000;
    private static final int SECCOMP_RET_EPERM = 0x00050001;
    private static final int LOAD_ABSOLUTE = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int OFFSET_NUMBER = 0;
    private static final int OFFSET_ARCHITECTURE = 4;

    private Identity() {}

    /**
     * System calls of one kind of machine.
     *
     * @param audit AUDIT_ARCH_ number
     */
    private record Machine(int audit, int seccomp, int execve, int execveat) {

        static @Nullable Machine ofThis() {
            return switch (System.getProperty("os.arch", "")) {
                case "amd64" -> new Machine(0xc000003e, 317, 59, 322);
                case "aarch64" -> new Machine(0xc00000b7, 277, 221, 281);
                default -> null;
            };
        }
    }

    /** Whether {@link #become} can set no_new_privs in threads other than its own. */
    static boolean reachesAllThreads() {
        return Machine.ofThis() != null;
    }

    /** @return what went wrong; empty if nothing did */
    static String become(Account account) {
        NativeLibrary c = NativeLibrary.getInstance("c");
        // The C library has every thread make these calls. The bare system calls would change one thread only.
        if (call(c, "setgroups", 0L, null) != 0) {
            return failed("setgroups");
        }
        if (call(c, "setresgid", account.gid(), account.gid(), account.gid()) != 0) {
            return failed("setresgid");
        }
        // Leaving the user root empties the sets of capabilities, too (capabilities(7)).
        if (call(c, "setresuid", account.uid(), account.uid(), account.uid()) != 0) {
            return failed("setresuid");
        }
        if (call(c, "prctl", PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) {
            return failed("prctl");
        }
        Machine machine = Machine.ofThis();
        return machine == null || forbidPrograms(c, machine) ? "" : failed("seccomp");
    }

    /**
     * No program can be started any more; and, which nothing else does, no_new_privs is set in all threads (seccomp(2),
     * SECCOMP_FILTER_FLAG_TSYNC).
     */
    private static boolean forbidPrograms(NativeLibrary c, Machine machine) {
        ByteBuffer program = ByteBuffer.allocate(8 * 8).order(ByteOrder.nativeOrder());
        add(program, LOAD_ABSOLUTE, 0, 0, OFFSET_ARCHITECTURE);
        add(program, JUMP_IF_EQUAL, 0, 4, machine.audit());
        add(program, LOAD_ABSOLUTE, 0, 0, OFFSET_NUMBER);
        add(program, JUMP_IF_EQUAL, 2, 0, machine.execve());
        add(program, JUMP_IF_EQUAL, 1, 0, machine.execveat());
        add(program, RETURN, 0, 0, SECCOMP_RET_ALLOW);
        add(program, RETURN, 0, 0, SECCOMP_RET_EPERM);
        byte[] bytes = program.array();
        try (Memory instructions = new Memory(bytes.length);
                Memory head = new Memory(16)) {
            instructions.write(0, bytes, 0, program.position());
            head.setLong(0, 0);
            head.setShort(0, (short) (program.position() / 8));
            head.setPointer(8, instructions);
            return call(
                            c,
                            "syscall",
                            (long) machine.seccomp(),
                            (long) SECCOMP_SET_MODE_FILTER,
                            (long) SECCOMP_FLAGS,
                            head)
                    == 0;
        }
    }

    private static void add(ByteBuffer to, int opcode, int jumpTrue, int jumpFalse, int constant) {
        to.putShort((short) opcode).put((byte) jumpTrue).put((byte) jumpFalse).putInt(constant);
    }

    private static int call(NativeLibrary c, String function, @Nullable Object... arguments) {
        return c.getFunction(function).invokeInt(arguments);
    }

    private static String failed(String function) {
        return function + ": error " + Native.getLastError();
    }
}
