package org.wirestat.tracker.flow;

/**
 * The counters of an endpoint, in the words of its record: what it sent. They have as many bits as nearly all need; what they
 * carry beyond those stands in {@link Carries}.
 */
abstract sealed class EndpointCounts permits EndpointRecord {

    static final int COUNTS = 0;
    static final int BYTES = 1;
    static final int IP_BYTES = 2;

    // Counters that may carry
    static final int COUNTERS = 5;
    private static final int OF_PACKETS = 0;
    private static final int OF_RETRANSMISSIONS = 1;
    private static final int OF_FRAME_BYTES = 2;
    private static final int OF_PAYLOAD_BYTES = 3;
    private static final int OF_IP_BYTES = 4;

    private static final int RETRANSMISSION_BITS = 15;
    private static final int RETRANSMISSION_SHIFT = 16;
    private static final long RETRANSMISSIONS = ((1L << RETRANSMISSION_BITS) - 1) << RETRANSMISSION_SHIFT;
    private static final long HAS_CARRIED = 1L << (RETRANSMISSION_SHIFT + RETRANSMISSION_BITS);

    static final long LOW_32 = 0xffffffffL;

    private final Carries carries;
    long[] words = new long[EndpointRecord.WORDS];
    int base;
    private int number;

    EndpointCounts(Carries carries) {
        this.carries = carries;
    }

    /** @param number of the endpoint, by which its carries are found */
    void moveTo(long[] words, int base, int number) {
        this.words = words;
        this.base = base;
        this.number = number;
    }

    /** What stands beside the record has to go before that does. */
    void forgetCarries() {
        if ((words[base + COUNTS] & HAS_CARRIED) != 0) {
            carries.forget(number);
        }
    }

    /** Counts a packet that this endpoint sent; no length is below 0. */
    public void count(int frameLength, int ipLength, int payloadLength) {
        long packets = (words[base + COUNTS] >>> 32) + 1;
        long frameBytes = (words[base + BYTES] >>> 32) + frameLength;
        long payloadBytes = (words[base + BYTES] & LOW_32) + payloadLength;
        long ipBytes = (words[base + IP_BYTES] >>> 32) + ipLength;
        words[base + COUNTS] += 1L << 32;
        words[base + BYTES] = (frameBytes << 32) | (payloadBytes & LOW_32);
        words[base + IP_BYTES] += (long) ipLength << 32;
        if ((packets | frameBytes | payloadBytes | ipBytes) >>> 32 != 0) {
            carry(packets, OF_PACKETS, COUNTS, 32);
            carry(frameBytes, OF_FRAME_BYTES, BYTES, 32);
            carry(payloadBytes, OF_PAYLOAD_BYTES, BYTES, 0);
            carry(ipBytes, OF_IP_BYTES, IP_BYTES, 32);
        }
    }

    /** Where there is no room for what a counter carries, it stays at its highest value. */
    private void carry(long sum, int counter, int word, int shift) {
        if (sum >>> 32 != 0) {
            if (carries.add(number, counter)) {
                words[base + COUNTS] |= HAS_CARRIED;
            } else {
                words[base + word] |= LOW_32 << shift;
            }
        }
    }

    public void countRetransmission() {
        if ((words[base + COUNTS] & RETRANSMISSIONS) != RETRANSMISSIONS) {
            words[base + COUNTS] += 1L << RETRANSMISSION_SHIFT;
        } else if (carries.add(number, OF_RETRANSMISSIONS)) {
            words[base + COUNTS] = (words[base + COUNTS] & ~RETRANSMISSIONS) | HAS_CARRIED;
        }
    }

    /** As far as is known: what found no room in {@link Carries} is missing here and below. */
    public long packets() {
        return (words[base + COUNTS] >>> 32) + carried(OF_PACKETS, 32);
    }

    public long retransmissions() {
        return ((words[base + COUNTS] & RETRANSMISSIONS) >>> RETRANSMISSION_SHIFT)
                + carried(OF_RETRANSMISSIONS, RETRANSMISSION_BITS);
    }

    public long frameBytes() {
        return (words[base + BYTES] >>> 32) + carried(OF_FRAME_BYTES, 32);
    }

    public long ipBytes() {
        return (words[base + IP_BYTES] >>> 32) + carried(OF_IP_BYTES, 32);
    }

    public long payloadBytes() {
        return (words[base + BYTES] & LOW_32) + carried(OF_PAYLOAD_BYTES, 32);
    }

    private long carried(int counter, int bits) {
        return (words[base + COUNTS] & HAS_CARRIED) == 0 ? 0 : carries.of(number, counter) << bits;
    }
}
