package org.wirestat.cli.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.PortOrder;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.flow.FlowHash;

/**
 * What is known of hosts' UDP ports, one record each: twelve words rather than objects, since a table may have hundreds of
 * thousands, which the garbage collector would copy.
 */
final class UdpSocketTable implements PortOrder.Ports {

    /** At least two of its peers, or the one that it answered. */
    static final int FOR_ANYBODY = 1 << 16;
    /** It has said something. */
    static final int SPOKE = 1 << 17;
    /** Its host said that nobody is there. */
    static final int REFUSED = 1 << 18;
    /** The beginning of its last conversation was seen. */
    static final int BEGUN_SEEN = 1 << 19;

    private static final int V6 = 1 << 20;
    private static final int HAS_PEER = 1 << 21;
    private static final int BASIS_SHIFT = 22;
    private static final int BASIS_MASK = 3;

    private static final int WORDS = 12;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    /** Its port, and the flags above. */
    private static final int MARKS = 2;

    private static final int PEER_HIGH = 3;
    private static final int PEER_LOW = 4;
    private static final int PEER_PORT = 5;
    private static final int FIRST = 6;
    private static final int LAST = 7;
    private static final int PACKETS = 8;
    private static final int FRAME_BYTES = 9;
    private static final int PAYLOAD_BYTES = 10;
    private static final int GOT = 11;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final Basis[] BASES = Basis.values();

    private final FlowHash hashing = new FlowHash();
    private long[][] chunks = new long[16][];
    private int[] index = new int[1 << 8]; // slot + 1; 0 where there is none
    private int size;

    /** Slots in use: 0 and on. */
    int size() {
        return size;
    }

    /** The slot of a host's port, made if it is not there. */
    int slot(IpAddress host, int port) {
        long key = port | (host.version() == 6 ? V6 : 0);
        int at = home(host.high(), host.low(), key);
        while (index[at] != 0) {
            int slot = index[at] - 1;
            if (low(slot) == host.low() && key(slot) == key && high(slot) == host.high()) {
                return slot;
            }
            at = at + 1 & index.length - 1;
        }
        index[at] = ++size;
        int slot = size - 1;
        make(slot);
        put(slot, HIGH, host.high());
        put(slot, LOW, host.low());
        put(slot, MARKS, key);
        forget(slot);
        if (2 * size > index.length) {
            grow();
        }
        return slot;
    }

    private long key(int slot) {
        return word(slot, MARKS) & (0xffff | V6);
    }

    private int home(long high, long low, long key) {
        return (int) (hashing.ofHost(high ^ key, low) >>> 32) & index.length - 1;
    }

    private void grow() {
        index = new int[2 * index.length];
        for (int slot = 0; slot < size; slot++) {
            int at = home(high(slot), low(slot), key(slot));
            while (index[at] != 0) {
                at = at + 1 & index.length - 1;
            }
            index[at] = slot + 1;
        }
    }

    private void make(int slot) {
        int chunk = slot >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        if ((slot & CHUNK_SLOTS - 1) == 0) {
            chunks[chunk] = new long[CHUNK_SLOTS * WORDS];
        }
    }

    /** Forgets everything but whose port it is. */
    void forget(int slot) {
        for (int word = MARKS + 1; word < WORDS; word++) {
            put(slot, word, 0);
        }
        put(slot, MARKS, key(slot));
        put(slot, FIRST, Long.MAX_VALUE);
        put(slot, LAST, Long.MIN_VALUE);
    }

    boolean is(int slot, int flag) {
        return (word(slot, MARKS) & flag) != 0;
    }

    void set(int slot, int flag, boolean on) {
        long marks = word(slot, MARKS);
        put(slot, MARKS, on ? marks | flag : marks & ~(long) flag);
    }

    /**
     * Adds a conversation.
     *
     * @param local the end that has this port
     * @param peer the other; null where it is not the only one that the socket is for
     */
    void add(int slot, Connection connection, Endpoint local, @Nullable Endpoint peer) {
        if (peer == null || (is(slot, HAS_PEER) && !isPeer(slot, peer))) {
            set(slot, FOR_ANYBODY, true);
        }
        if (peer != null) {
            set(slot, HAS_PEER, true);
            put(slot, PEER_HIGH, peer.address().high());
            put(slot, PEER_LOW, peer.address().low());
            put(slot, PEER_PORT, peer.port());
        }
        set(slot, BEGUN_SEEN, connection.begunSeen());
        set(slot, BASIS_MASK << BASIS_SHIFT, false);
        set(slot, local.basis().ordinal() << BASIS_SHIFT, true);
        put(slot, FIRST, Math.min(word(slot, FIRST), connection.firstNs()));
        put(slot, LAST, Math.max(word(slot, LAST), connection.lastNs()));
        put(slot, PACKETS, word(slot, PACKETS) + local.packets());
        put(slot, FRAME_BYTES, word(slot, FRAME_BYTES) + local.frameBytes());
        put(slot, PAYLOAD_BYTES, word(slot, PAYLOAD_BYTES) + local.payloadBytes());
    }

    private boolean isPeer(int slot, Endpoint end) {
        return word(slot, PEER_LOW) == end.address().low()
                && word(slot, PEER_HIGH) == end.address().high()
                && word(slot, PEER_PORT) == end.port();
    }

    /** Adds datagrams that it was sent. */
    void got(int slot, long datagrams) {
        put(slot, GOT, word(slot, GOT) + datagrams);
    }

    long got(int slot) {
        return word(slot, GOT);
    }

    SocketRow row(int slot) {
        boolean forAnybody = is(slot, FOR_ANYBODY);
        long firstNs = word(slot, FIRST);
        return new SocketRow(
                Transport.UDP,
                new SocketRow.Address(address(slot, high(slot), low(slot)), port(slot)),
                forAnybody
                        ? null
                        : new SocketRow.Address(address(slot, word(slot, PEER_HIGH), word(slot, PEER_LOW)), (int)
                                word(slot, PEER_PORT)),
                null,
                BASES[(int) word(slot, MARKS) >>> BASIS_SHIFT & BASIS_MASK],
                firstNs,
                word(slot, LAST),
                firstNs,
                0,
                new SocketRow.Traffic(word(slot, PACKETS), word(slot, FRAME_BYTES), word(slot, PAYLOAD_BYTES), 0),
                (is(slot, BEGUN_SEEN) && !forAnybody) ? Boolean.TRUE : null,
                null,
                null,
                null);
    }

    private IpAddress address(int slot, long high, long low) {
        return ipVersion(slot) == 6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
    }

    /** 4 or 6. */
    int ipVersion(int slot) {
        return is(slot, V6) ? 6 : 4;
    }

    @Override
    public long high(int slot) {
        return word(slot, HIGH);
    }

    @Override
    public long low(int slot) {
        return word(slot, LOW);
    }

    @Override
    public int port(int slot) {
        return (int) word(slot, MARKS) & 0xffff;
    }

    private long word(int slot, int word) {
        return chunks[slot >>> CHUNK_BITS][(slot & CHUNK_SLOTS - 1) * WORDS + word];
    }

    private void put(int slot, int word, long value) {
        chunks[slot >>> CHUNK_BITS][(slot & CHUNK_SLOTS - 1) * WORDS + word] = value;
    }
}
