package org.wirestat.tracker.host;

/**
 * Packets that are counted together: their hosts' records are looked at all at once before, so that the waits for memory
 * overlap.
 */
final class CountedPackets {

    /** They and what they touch stand in the smallest cache. */
    private static final int CAPACITY = 64;

    private final HostTable table;
    private final int[] versions = new int[CAPACITY];
    private final long[] sourceHighs = new long[CAPACITY];
    private final long[] sourceLows = new long[CAPACITY];
    private final long[] destinationHighs = new long[CAPACITY];
    private final long[] destinationLows = new long[CAPACITY];
    private final long[] macs = new long[CAPACITY];
    private final long[] timesNs = new long[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final int[] ofSenders = new int[CAPACITY];
    private final int[] ofReceivers = new int[CAPACITY];
    private int size;
    private long touched;
    private long missed;

    CountedPackets(HostTable table) {
        this.table = table;
    }

    /**
     * Takes note of a packet.
     *
     * @param length bytes of its frame on the wire
     * @param ofSender bits of the {@link HostCounter}s of its sender that it adds 1 to
     * @param ofReceiver the same of its receiver
     */
    void add(IpPacket packet, long timeNs, int length, int ofSender, int ofReceiver) {
        if (size == CAPACITY) {
            count();
        }
        versions[size] = packet.version;
        sourceHighs[size] = packet.sourceHigh;
        sourceLows[size] = packet.sourceLow;
        destinationHighs[size] = packet.destinationHigh;
        destinationLows[size] = packet.destinationLow;
        macs[size] = packet.sourceMac;
        timesNs[size] = timeNs;
        lengths[size] = length;
        ofSenders[size] = ofSender;
        ofReceivers[size++] = ofReceiver;
    }

    /** Counts those that are noted, in their order. */
    void count() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += table.touch(sourceHighs[i], sourceLows[i]) + table.touch(destinationHighs[i], destinationLows[i]);
        }
        touched += sum;
        for (int i = 0; i < size; i++) {
            count(i);
        }
        size = 0;
    }

    private void count(int i) {
        int sender = table.find(versions[i], sourceHighs[i], sourceLows[i], timesNs[i]);
        if (sender == HostTable.NONE) {
            missed++;
        } else {
            table.sent(sender, timesNs[i]);
            if (macs[i] != Host.NO_MAC) {
                table.mac(sender, macs[i]);
            }
            table.count(sender, HostCounter.BYTES_OUT, lengths[i]);
            table.count(sender, ofSenders[i]);
        }
        int receiver = table.find(versions[i], destinationHighs[i], destinationLows[i], timesNs[i]);
        if (receiver != HostTable.NONE) {
            table.count(receiver, HostCounter.BYTES_IN, lengths[i]);
            table.count(receiver, ofReceivers[i]);
        }
    }

    /** Packets of senders for which there was no room. */
    long missed() {
        return missed;
    }

    /** Means nothing; it is there so that touching is not optimised away. */
    long touched() {
        return touched;
    }
}
