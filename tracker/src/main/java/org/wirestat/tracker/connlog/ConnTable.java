package org.wirestat.tracker.connlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.flow.Evictions;
import org.wirestat.tracker.flow.WideAddresses;
import org.wirestat.tracker.table.Ranking;
import org.wirestat.tracker.table.Slab;
import org.wirestat.tracker.table.SlotIndex;
import org.wirestat.tracker.table.TimerWheel;
import org.wirestat.tracker.wire.Segment;

/**
 * Finds the record of a packet's connection, makes and forgets records, and knows when to look at which.
 *
 * <p>Its capacity is never exceeded: where there is no room for a new connection, the one that is worth least is over, or
 * the new one is not let in. While it is crowded (from nine tenths on, until seven tenths are left), nothing of TCP is
 * picked up on its way.
 */
final class ConnTable {

    /** More records than this have no room in memory. */
    private static final int SLOT_BITS = 28;

    private static final int NONE = -1;

    /** Packets that {@link #touch} takes at once. */
    static final int MOST_TOUCHED = 64;

    private final int capacity;
    private final ConnListener evicted;
    private final Slab slab = new Slab(Conn.WORDS);
    private final SlotIndex index = new SlotIndex();
    private final TimerWheel wheel = new TimerWheel(slab, Conn.META, Conn.BUCKET_SHIFT);
    private final WideAddresses wide = new WideAddresses();
    private final Extras extras = new Extras();
    private final LinkAddresses links;
    private final ConnKey key = new ConnKey();
    private final Ranking ranking;
    private final Evictions evictions = new Evictions();
    private final Conn conn;
    private final Conn victim;
    private boolean isNew;
    private boolean isCrowded;
    private final long[] hashes = new long[MOST_TOUCHED];
    private long touched;

    /**
     * @param capacity most connections that it ever holds
     * @param takesAddresses whether link addresses are kept
     * @param evicted hears of every connection that is over because another takes its room
     */
    ConnTable(int capacity, boolean takesAddresses, ConnListener evicted) {
        this.capacity = capacity;
        this.evicted = evicted;
        links = new LinkAddresses(takesAddresses);
        conn = window();
        victim = window();
        ranking = new Ranking(capacity, slab, Conn.META, new WorthOfConns());
    }

    private Conn window() {
        return new Conn(extras, wide, links);
    }

    private final class WorthOfConns implements Ranking.Judge {

        private final Conn window = window();

        private Conn at(int slot) {
            window.moveTo(slab, slot);
            return window;
        }

        @Override
        public boolean isUsed(int slot) {
            return at(slot).isUsed();
        }

        @Override
        public long lastNs(int slot) {
            return at(slot).lastNs();
        }

        @Override
        public EvictionClass worth(int slot) {
            return ConnWorth.of(at(slot));
        }
    }

    int size() {
        return index.size();
    }

    /** What found no room so far. */
    Evictions evictions() {
        return evictions;
    }

    /**
     * Brings what these packets will look up into the caches, if they are of TCP or UDP: the waits of many overlap, where one
     * look-up after the other would wait for each.
     *
     * @param count no more than {@link #MOST_TOUCHED}
     */
    void touch(Segment[] packets, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            key.of(packets[i], packets[i].sourcePort, packets[i].destinationPort, false);
            hashes[i] = key.hash;
            sum += index.touch(key.hash);
        }
        for (int i = 0; i < count; i++) {
            int at = index.first(hashes[i]);
            sum += at == SlotIndex.NONE ? 0 : slab.touch(index.slot(at, hashes[i]));
        }
        touched += sum;
    }

    /** Brings the records of some of these slots into the caches. */
    void touch(int[] slots, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += slab.touch(slots[i]);
        }
        touched += sum;
    }

    /** Means nothing; it is there so that {@link #touch} is not optimised away. */
    long touched() {
        return touched;
    }

    /** The record of the connection, one without a beginning if {@link #isNew}; null if there is no room for one. */
    @Nullable
    Conn findOrMake(Segment segment, int sourcePort, int destinationPort, boolean isOneWay) {
        key.of(segment, sourcePort, destinationPort, isOneWay);
        int slot = find();
        isNew = slot == NONE && hasRoom(segment);
        if (isNew) {
            slot = make();
        } else if (slot == NONE) {
            return null;
        }
        conn.moveTo(slab, slot);
        if (isNew) {
            conn.key(key.keyA, key.keyB);
        }
        return conn;
    }

    /** Whether the last {@link #findOrMake} made the record. */
    boolean isNew() {
        return isNew;
    }

    /** Whether the sender of the packet last looked up is the lower end. */
    boolean senderIsLower() {
        return key.sourceIsLower;
    }

    Extras extras() {
        return extras;
    }

    /** Lets a new connection in, if need be instead of another. */
    private boolean hasRoom(Segment packet) {
        if (size() < capacity) {
            if (!isCrowded || packet.protocol != Protocol.TCP || packet.has(Segment.SYN)) {
                return true;
            }
        } else if (evict(ranking.least(packet.timestampNs))) {
            return true;
        }
        evictions.refuse(packet, key.hashing());
        return false;
    }

    private boolean evict(int slot) {
        if (slot == NONE) {
            return false;
        }
        victim.moveTo(slab, slot);
        EvictionClass worth = ConnWorth.of(victim);
        evictions.note(worth);
        if (worth.share() == Share.HALF_OPEN) {
            evictions.noteTarget(
                    victim.ipVersion(),
                    victim.addressHigh(victim.responder()),
                    victim.addressLow(victim.responder()),
                    victim.responderPort(),
                    key.hashing()
                            .ofCounted(
                                    victim.addressHigh(victim.originator()), victim.addressLow(victim.originator())));
        }
        evicted.onConn(victim);
        wheel.remove(slot);
        forget(victim);
        return true;
    }

    /** Takes note that a packet, or its silence, may have changed what the connection is worth. It may be over by this. */
    void judge(Conn conn, long nowNs) {
        if (isNew && !ranking.isKept()) {
            ranking.onSize(size());
        }
        if (ranking.isKept()) {
            int slot = conn.slot();
            ranking.update(slot, ConnWorth.of(conn));
            // Timers that fired at once may have filled it further; then it shrinks by one with every packet.
            Share share = ranking.share(slot);
            for (int i = 0; i < 2 && ranking.isExceeded(share); i++) {
                evict(ranking.leastOf(share, nowNs));
            }
        }
    }

    void wakeAt(Conn conn, long deadlineNs) {
        wheel.wakeAt(conn.slot(), conn.startNs(), deadlineNs);
    }

    /** The next connection that is due to be looked at, out of the wheel; null if there is none. */
    @Nullable
    Conn nextDue(long nowNs) {
        int slot = wheel.nextDue(nowNs);
        if (slot == NONE) {
            if (ranking.isKept()) {
                ranking.onSize(size());
            }
            return null;
        }
        return at(slot);
    }

    /** The slots of all that there are, in the order in which they began. */
    int[] slots() {
        long[] byFrame = new long[size()];
        int count = 0;
        for (int slot = 0; slot < slab.end(); slot++) {
            if (at(slot).isUsed()) {
                byFrame[count++] = conn.frame() << SLOT_BITS | slot;
            }
        }
        Arrays.sort(byFrame);
        int[] slots = new int[count];
        for (int i = 0; i < count; i++) {
            slots[i] = (int) byFrame[i] & (1 << SLOT_BITS) - 1;
        }
        return slots;
    }

    Conn at(int slot) {
        conn.moveTo(slab, slot);
        return conn;
    }

    void forget(Conn conn) {
        int slot = conn.slot();
        ranking.remove(slot);
        index.remove(key.hash(conn.keyA(), conn.keyB()), slot);
        slab.free(slot);
        isCrowded &= size() > capacity - capacity / 10 * 3;
    }

    private int find() {
        for (int at = index.first(key.hash); at != SlotIndex.NONE; at = index.next(at, key.hash)) {
            int slot = index.slot(at, key.hash);
            if (isAt(slot)) {
                return slot;
            }
        }
        return NONE;
    }

    private boolean isAt(int slot) {
        long[] chunk = slab.chunk(slot);
        int base = slab.base(slot);
        return chunk[base + Conn.KEY_A] == key.keyA
                && chunk[base + Conn.KEY_B] == key.keyB
                && (!key.isV6 || wide.equal(slot, key.lowerHigh, key.lowerLow, key.higherHigh, key.higherLow));
    }

    private int make() {
        int slot = slab.take();
        if (key.isV6) {
            wide.put(slot, key.lowerHigh, key.lowerLow, key.higherHigh, key.higherLow);
        }
        index.add(key.hash, slot);
        isCrowded |= size() > capacity - capacity / 10;
        return slot;
    }
}
