package org.wirestat.tracker;

import java.util.List;

/**
 * A list whose elements are read from memory far away when they are asked for. Whoever takes them in another order than
 * the list's own says which come next, and the waits for many of them overlap; its iterator does so by itself.
 */
public interface Prefetching {

    /** Elements that are worth being announced at once: more would drive each other out of the nearest cache. */
    int AT_ONCE = 64;

    /** Brings what the element at this index is made of into the caches. */
    void prefetch(int index);

    /** Brings the next elements of any list, if it is such a one, for those who take all up to {@code end} in turn. */
    static void ahead(List<?> list, int index, int end) {
        if (list instanceof Prefetching far && index % AT_ONCE == 0) {
            for (int i = index; i < Math.min(end, index + AT_ONCE); i++) {
                far.prefetch(i);
            }
        }
    }
}
