package org.wirestat.tracker.script;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A segment on its way: its header as its sender would write it, until the script says otherwise. */
public final class Sending {

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;
    public static final int AE = 0x100;

    private static final int MOST_OPTION_BYTES = 40;

    final Host from;
    final Host to;
    int flags;
    int seq;
    int ack;
    int window;
    int payload;
    int urgent;
    int dataOffset = -1;
    int windowScale = -1;
    boolean hasTimestamp;
    boolean mayHaveSack;
    int tsVal;
    int tsEcr;
    int ipId;
    int hopLimit = 64;
    int vlan;
    boolean hasBadChecksum;
    boolean isSeen = true;
    boolean arrives = true;
    boolean isItsSenders = true;
    private byte[] moreOptions = {};
    private final Wire wire;

    Sending(Wire wire, Host from, Host to, int flags) {
        this.wire = wire;
        this.from = from;
        this.to = to;
        this.flags = flags;
    }

    public Sending flags(int flags) {
        this.flags = flags;
        return this;
    }

    public Sending seq(int seq) {
        this.seq = seq;
        return this;
    }

    public Sending ack(int ack) {
        this.ack = ack;
        return this;
    }

    public Sending window(int window) {
        this.window = window;
        return this;
    }

    public Sending payload(int length) {
        payload = length;
        return this;
    }

    public Sending urgent(int pointer) {
        urgent = pointer;
        return this;
    }

    /** A header length that need not be true, in words. */
    public Sending dataOffset(int words) {
        dataOffset = words;
        return this;
    }

    public Sending noTimestamp() {
        hasTimestamp = false;
        return this;
    }

    public Sending timestamp(int tsVal, int tsEcr) {
        hasTimestamp = true;
        this.tsVal = tsVal;
        this.tsEcr = tsEcr;
        return this;
    }

    /** No window scale, no SACK, no timestamp. */
    public Sending noOptions() {
        hasTimestamp = false;
        mayHaveSack = false;
        windowScale = -1;
        return this;
    }

    /** Option bytes behind those that the segment has anyway; padded with zeros. */
    public Sending options(int... octets) {
        moreOptions = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            moreOptions[i] = (byte) octets[i];
        }
        return this;
    }

    public Sending sack(int left, int right) {
        moreOptions = ByteBuffer.allocate(12)
                .putShort((short) 0x0101)
                .put((byte) 5)
                .put((byte) 10)
                .putInt(left)
                .putInt(right)
                .array();
        return this;
    }

    public Sending hopLimit(int hops) {
        hopLimit = hops;
        return this;
    }

    public Sending vlan(int id) {
        vlan = id;
        return this;
    }

    public Sending badChecksum() {
        hasBadChecksum = true;
        return this;
    }

    /** Goes past the tracker. */
    public Sending unseen() {
        isSeen = false;
        return this;
    }

    /** Never arrives, though the tracker sees it: lost behind it, or forged and out of reach. */
    public Sending lost() {
        arrives = false;
        return this;
    }

    /** Its alleged sender does not know of it: forged, or from an earlier time. */
    public Sending forged() {
        isItsSenders = false;
        return this;
    }

    /** Sends it, a millisecond after the last. */
    public Sending go() {
        wire.carry(this);
        return this;
    }

    /** The same frame once more, some microseconds later, as a mirror port delivers it. */
    public void copy() {
        wire.carryCopy(this);
    }

    /** Shows it only now, though it arrived in its time. */
    public void late() {
        wire.showLate(this);
    }

    /** The same frame on another VLAN. */
    public Sending onVlan(int id) {
        vlan = id;
        return this;
    }

    /** The same sequence space in a new packet. */
    public Sending again() {
        Sending next = new Sending(wire, from, to, flags);
        next.seq = seq;
        next.ack = (flags & ACK) != 0 ? from.rcvNxt() : 0;
        next.window = window;
        next.payload = payload;
        next.windowScale = windowScale;
        next.mayHaveSack = mayHaveSack;
        next.moreOptions = moreOptions;
        from.stamp(next, hasTimestamp);
        next.isSeen = from.takeIsSeen();
        next.arrives = from.takeArrives();
        return next.go();
    }

    public int seq() {
        return seq;
    }

    public int ack() {
        return ack;
    }

    boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** SEG.LEN of RFC 9293 §3.4. */
    int segLen() {
        return payload + (flags >>> 1 & 1) + (flags & 1);
    }

    /** First sequence number after it. */
    public int end() {
        return seq + segLen();
    }

    byte[] optionBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        if (has(SYN) && windowScale >= 0) {
            bytes.putInt(0x020405b4); // MSS 1460
        }
        if (mayHaveSack) {
            bytes.putShort((short) 0x0402);
        }
        if (hasTimestamp) {
            bytes.putShort((short) (mayHaveSack ? 0x080a : 0x0101));
            if (!mayHaveSack) {
                bytes.putShort((short) 0x080a);
            }
            bytes.putInt(tsVal).putInt(tsEcr);
        }
        if (windowScale >= 0) {
            bytes.putInt(0x01030300 | windowScale);
        }
        bytes.put(moreOptions);
        int length = Math.min(MOST_OPTION_BYTES, (bytes.position() + 3) & ~3);
        return Arrays.copyOf(bytes.array(), length);
    }
}
