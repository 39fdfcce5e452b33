package org.wirestat.capture.file;

import java.util.Arrays;

/** The interfaces of one section, by their number, and the one whose block is just being read. */
final class PcapngInterfaces {

    /** More than any capture has; a file that goes on describing interfaces must not fill the memory. */
    static final int MAX = 4096;

    private static final int MICROSECONDS = 6;

    private PcapngInterface[] interfaces = new PcapngInterface[4];
    private int count;

    private int linkType;
    private int snaplen;
    private int resolution;
    private boolean hasResolution;
    private long offsetSeconds;
    private boolean hasOffset;

    void forgetAll() {
        count = 0;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == MAX;
    }

    /** Whether interface {@code number}, unsigned, has been described. */
    boolean has(int number) {
        return Integer.compareUnsigned(number, count) < 0;
    }

    PcapngInterface get(int number) {
        return interfaces[number];
    }

    void begin(int linkType, int snaplen) {
        this.linkType = linkType;
        this.snaplen = snaplen;
        resolution = MICROSECONDS;
        hasResolution = false;
        offsetSeconds = 0;
        hasOffset = false;
    }

    /** @return whether it may be so, and may be said at this point */
    boolean resolution(int value) {
        boolean first = !hasResolution;
        hasResolution = true;
        resolution = value;
        return first && TickClock.isResolution(value);
    }

    /** @return whether it may be said at this point */
    boolean offset(long seconds) {
        boolean first = !hasOffset;
        hasOffset = true;
        offsetSeconds = seconds;
        return first;
    }

    void end() {
        if (count == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, count * 2);
        }
        TickClock clock = hasResolution || hasOffset ? TickClock.of(resolution, offsetSeconds) : TickClock.MICROSECONDS;
        interfaces[count++] = new PcapngInterface(linkType, snaplen, clock);
    }
}
