package org.wirestat.capture.live;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The few functions of the C library that the ring needs; on 64-bit Linux only, where size_t and off_t are longs. None of
 * them is called for a frame.
 */
final class Libc {

    static final int EPERM = 1;
    static final int EACCES = 13;
    static final int ENODEV = 19;

    static {
        Native.register(Libc.class, NativeLibrary.getInstance("c"));
    }

    private Libc() {}

    /** Whether the ring may be tried on this machine. */
    static boolean isHere() {
        return System.getProperty("os.name", "").equals("Linux") && Native.POINTER_SIZE == 8;
    }

    static native int socket(int domain, int type, int protocol);

    static native int setsockopt(int socket, int level, int name, Pointer value, int length);

    static native int getsockopt(int socket, int level, int name, Pointer value, Pointer length);

    static native int bind(int socket, Pointer address, int length);

    static native int ioctl(int descriptor, long request, Pointer argument);

    static native Pointer mmap(
            @Nullable Pointer at, long length, int protection, int flags, int descriptor, long offset);

    static native int munmap(Pointer at, long length);

    static native int poll(Pointer descriptors, long count, int timeoutMs);

    static native int close(int descriptor);

    static native String strerror(int error);

    /** The C library's errno of the last call of this thread. */
    static int errno() {
        return Native.getLastError();
    }
}
