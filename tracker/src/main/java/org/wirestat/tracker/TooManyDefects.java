package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * So many frames of one second brought a decoder of ours to fall that it is no odd frame any more: what would be shown
 * without them is worth nothing, and a fresh start may be.
 */
public final class TooManyDefects extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param latest what happened at the last of them; null if that is not known */
    TooManyDefects(int frames, @Nullable Throwable latest) {
        super(
                "more than " + frames + " frames of one second could not be read because of a defect of wirestat",
                latest);
    }
}
