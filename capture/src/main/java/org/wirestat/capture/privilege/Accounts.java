package org.wirestat.capture.privilege;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The users of this system, as its own books know them. Loads JNA, and so is asked only where root is to be given up. */
final class Accounts {

    // struct passwd of Linux: two pointers, then the two numbers
    private static final int UID = 2 * Native.POINTER_SIZE;
    private static final int GID = UID + 4;

    private Accounts() {}

    /** Whoever has that name; null if nobody has. */
    static @Nullable Account named(String name) {
        return of(NativeLibrary.getInstance("c").getFunction("getpwnam").invokePointer(new Object[] {name}));
    }

    /** As sudo tells it; null if it was not sudo that started us. */
    static @Nullable Account numbered(@Nullable String uid, @Nullable String gid) {
        if (uid == null || gid == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(uid);
            Account known =
                    of(NativeLibrary.getInstance("c").getFunction("getpwuid").invokePointer(new Object[] {number}));
            return new Account(known == null ? "user" : known.name(), number, Integer.parseInt(gid));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Account of(@Nullable Pointer entry) {
        return entry == null
                ? null
                : new Account(entry.getPointer(0).getString(0), entry.getInt(UID), entry.getInt(GID));
    }
}
