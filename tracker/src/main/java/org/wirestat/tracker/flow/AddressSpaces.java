package org.wirestat.tracker.flow;

/**
 * Address spaces that have proved to be one. Tunnels of different numbers are different networks, each with addresses of
 * its own; but where a mirror sends one network's traffic in several sessions, the very same packets come through several
 * tunnels, or a question through one and its answer through another, and then the numbers mean nothing.
 *
 * <p>A table of fixed size: no mirror has that many sessions.
 */
public final class AddressSpaces {

    private static final int SLOTS = 1 << 10;
    private static final int MOST = SLOTS / 4;

    /** The ordinary space, outside of all tunnels. */
    private static final int ORDINARY = 0;

    private final int[] spaces = new int[SLOTS];
    private final int[] joined = new int[SLOTS];
    private int size;

    /** The space that stands for all that were joined with this one. */
    public int of(int space) {
        if (size == 0 || space == ORDINARY) {
            return space;
        }
        int at = find(space);
        return spaces[at] == space ? joined[at] : space;
    }

    /** The same packet, or the same handshake, was seen in both. */
    void join(int one, int other) {
        int first = of(one);
        int second = of(other);
        if (first == second || size == MOST) {
            return;
        }
        int stays = second == ORDINARY ? second : first;
        int goes = second == ORDINARY ? first : second;
        for (int at = 0; at < SLOTS; at++) {
            if (spaces[at] != ORDINARY && joined[at] == goes) {
                joined[at] = stays;
            }
        }
        int at = find(goes);
        size += spaces[at] == ORDINARY ? 1 : 0;
        spaces[at] = goes;
        joined[at] = stays;
    }

    private int find(int space) {
        int at = (space * 0x9e3779b1) >>> 22;
        while (spaces[at] != ORDINARY && spaces[at] != space) {
            at = (at + 1) & (SLOTS - 1);
        }
        return at;
    }
}
