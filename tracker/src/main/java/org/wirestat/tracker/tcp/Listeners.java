package org.wirestat.tracker.tcp;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.PortOrder;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.wire.Segment;

/**
 * Ports that answered a SYN with SYN-ACK, or refused one. A port listens if it accepted since it last refused.
 *
 * <p>A fixed share of memory: when it is full, ports that are not known yet are not noted.
 */
public final class Listeners {

    private static final int FIRST_CAPACITY = 1 << 8;
    private static final int MOST_PORTS = 1 << 18;
    private static final int WORDS = 8;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int PORT = 2;
    private static final int ACCEPTED = 3;
    private static final int FIRST_ACCEPTED = 4;
    private static final int LAST_ACCEPTED = 5;
    private static final int LAST_REFUSED = 6;
    private static final int REFUSED = 7;
    private static final int V6 = 1 << 16;
    private static final int USED = 1 << 17;

    private final FlowHash hashing;
    private final @Nullable Narrator narrator;
    private long[] words = new long[FIRST_CAPACITY * WORDS];
    private int capacity = FIRST_CAPACITY;
    private int size;
    private long unnoted;

    /** @param narrator tells of ports that begin to listen, and cease; null if nobody wants to know */
    public Listeners(FlowHash hashing, @Nullable Narrator narrator) {
        this.hashing = hashing;
        this.narrator = narrator;
    }

    /** Connections to ports that there was no room for. */
    public long unnoted() {
        return unnoted;
    }

    /** Takes what the tracker of its connection concluded from a segment. Segments come in the order of their frames. */
    public void on(PortNews news, Segment segment) {
        boolean ofSource = news.isOfSender();
        boolean isAccepted = news == PortNews.SENDER_ACCEPTED || news == PortNews.RECEIVER_ACCEPTED;
        int at = news == PortNews.NONE ? -1 : find(segment, ofSource, isAccepted);
        if (at < 0) {
            return;
        }
        boolean listened = listens(at);
        switch (news) {
            case NONE -> {}
            case SENDER_ACCEPTED, RECEIVER_ACCEPTED -> onAccepted(segment, at);
            case SENDER_CROSSED, RECEIVER_CROSSED, RECEIVER_UNASKED -> onTakenBack(at);
            case SENDER_REFUSED -> onRefused(segment, at);
        }
        if (narrator != null && listens(at) != listened) {
            narrator.listens(segment, ofSource, news);
        }
    }

    /**
     * Reads the place where news of a segment's port will be noted, so that it is on its way into the caches. What it answers
     * means nothing but must be used.
     */
    public long touch(PortNews news, Segment segment) {
        boolean ofSource = news.isOfSender();
        return words[home(high(segment, ofSource), low(segment, ofSource), port(segment, ofSource)) + PORT];
    }

    private boolean listens(int at) {
        return words[at + LAST_ACCEPTED] > words[at + LAST_REFUSED];
    }

    private void onAccepted(Segment segment, int at) {
        if (words[at + ACCEPTED]++ == 0) {
            words[at + FIRST_ACCEPTED] = segment.timestampNs;
        }
        words[at + LAST_ACCEPTED] = Math.max(words[at + LAST_ACCEPTED], segment.timestampNs);
    }

    /** What was taken for the answer to a SYN was none: one acceptance less. */
    private void onTakenBack(int at) {
        if (--words[at + ACCEPTED] == 0) {
            words[at + LAST_ACCEPTED] = 0;
        }
    }

    /** Of ports that never accepted nothing is noted. */
    private void onRefused(Segment segment, int at) {
        words[at + LAST_REFUSED] = Math.max(words[at + LAST_REFUSED], segment.timestampNs);
        words[at + REFUSED]++;
    }

    /** Ports that listen, in the order of address and port; each made anew whenever it is asked for, as it is then. */
    public List<Listener> listening() {
        int[] places = new int[size];
        int v4 = 0;
        int v6 = 0;
        for (int at = 0; at < words.length; at += WORDS) {
            if (words[at + PORT] != 0 && listens(at)) {
                places[isV6(at) ? size - ++v6 : v4++] = at;
            }
        }
        System.arraycopy(places, size - v6, places, v4, v6);
        Listening listening = new Listening(Arrays.copyOf(places, v4 + v6));
        PortOrder.sort(listening.places, 0, v4, listening);
        PortOrder.sort(listening.places, v4, v4 + v6, listening);
        return listening;
    }

    private boolean isV6(int at) {
        return (words[at + PORT] & V6) != 0;
    }

    /** Some hundred thousand may listen: one is an object only while it is looked at. */
    private final class Listening extends AbstractList<Listener> implements RandomAccess, PortOrder.Ports {

        private final int[] places;

        Listening(int[] places) {
            this.places = places;
        }

        @Override
        public int size() {
            return places.length;
        }

        @Override
        public Listener get(int index) {
            int at = places[index];
            return new Listener(
                    isV6(at) ? IpAddress.v6(high(at), low(at)) : IpAddress.v4((int) low(at)),
                    port(at),
                    words[at + ACCEPTED],
                    words[at + FIRST_ACCEPTED],
                    words[at + LAST_ACCEPTED],
                    words[at + REFUSED]);
        }

        @Override
        public long high(int at) {
            return words[at + HIGH];
        }

        @Override
        public long low(int at) {
            return words[at + LOW];
        }

        @Override
        public int port(int at) {
            return (int) words[at + PORT] & 0xffff;
        }
    }

    private int find(Segment segment, boolean ofSource, boolean make) {
        long high = high(segment, ofSource);
        long low = low(segment, ofSource);
        long port = port(segment, ofSource);
        int at = home(high, low, port);
        while (words[at + PORT] != 0) {
            if (words[at + PORT] == port && words[at + LOW] == low && words[at + HIGH] == high) {
                return at;
            }
            at = next(at);
        }
        if (!make) {
            return -1;
        }
        if (size == MOST_PORTS) {
            unnoted++;
            return -1;
        }
        if (2 * size >= capacity) {
            grow();
            return find(segment, ofSource, true);
        }
        words[at + HIGH] = high;
        words[at + LOW] = low;
        words[at + PORT] = port;
        size++;
        return at;
    }

    private static long high(Segment segment, boolean ofSource) {
        return ofSource ? segment.sourceHigh : segment.destinationHigh;
    }

    private static long low(Segment segment, boolean ofSource) {
        return ofSource ? segment.sourceLow : segment.destinationLow;
    }

    private static long port(Segment segment, boolean ofSource) {
        int number = ofSource ? segment.sourcePort : segment.destinationPort;
        return number | USED | (segment.ipVersion == 6 ? V6 : 0);
    }

    private void grow() {
        long[] old = words;
        capacity *= 2;
        words = new long[capacity * WORDS];
        for (int from = 0; from < old.length; from += WORDS) {
            if (old[from + PORT] != 0) {
                int at = home(old[from + HIGH], old[from + LOW], old[from + PORT]);
                while (words[at + PORT] != 0) {
                    at = next(at);
                }
                System.arraycopy(old, from, words, at, WORDS);
            }
        }
    }

    private int home(long high, long low, long port) {
        return (int) (hashing.ofHost(high ^ port, low) >>> 32 & capacity - 1) * WORDS;
    }

    private int next(int at) {
        return at + WORDS == words.length ? 0 : at + WORDS;
    }
}
