package org.wirestat.tracker.wire;

/**
 * One decoded TCP segment or UDP datagram: a carrier that is used again and again, with plain fields because it stands
 * between frame and transition. Valid until the next decoding into it; nobody stores it.
 */
public final class Segment {

    /** The value of {@link #protocol}: IANA protocol numbers. */
    public static final int TCP = 6;

    /** The value of {@link #protocol}: IANA protocol numbers. */
    public static final int UDP = 17;

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;

    /** What is known of the checksums: the transport's, and the one of an IPv4 header around it. */
    public enum Checksum {
        /** Not looked at, or not all bytes were captured. */
        UNKNOWN,
        GOOD,
        BAD,
        /** Holds the sum of the pseudo-header only: the sender's interface was to fill it in (checksum offload). */
        PARTIAL
    }

    /** Time of the frame, nanoseconds since 1970. */
    public long timestampNs;

    /** Bytes of the frame on the wire. */
    public int frameLength;

    /** Bytes of the IP packet, headers included, from its own length field where that is usable. */
    public int ipLength;

    /** 4 or 6. */
    public int ipVersion;

    /** Addresses: IPv6 in two halves; IPv4 as unsigned 32 bits in the low half, the high half 0. */
    public long sourceHigh;

    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;

    /** IPv4 identification, or 0 for IPv6. */
    public int ipId;

    /** Time to live or hop limit. */
    public int hopLimit;

    /** {@link #TCP} or {@link #UDP}. */
    public int protocol;

    public int sourcePort;
    public int destinationPort;

    /** Bytes of TCP or UDP payload, from the IP length; never from the captured length. */
    public int payloadLength;

    /** Which of several address spaces it belongs to (a VXLAN or GTP tunnel …); 0 for the ordinary one. */
    public int space;

    // ---- TCP only

    public int seq;
    public int ack;

    /** The eight flag bits. */
    public int flags;

    /** As in the header, not scaled. */
    public int window;

    /** Shift of the window scale option, clamped to 14 (RFC 7323 §2.3), or -1 if the segment has no such option. */
    public int windowScale = -1;

    /** Whether the timestamp option is there (RFC 7323 §3). */
    public boolean hasTimestamp;

    public int tsVal;
    public int tsEcr;

    /** Number of well-formed SACK blocks, and the edges of the first; RFC 2018. */
    public int sackBlocks;

    public int sackLeft;
    public int sackRight;

    /** Whether the segment carries an MD5 (RFC 2385) or AO (RFC 5925) option. */
    public boolean isSigned;

    /** Whether the capture ends within the options: those further on, a window scale perhaps, are not known. */
    public boolean areOptionsCut;

    /** The checksum field of TCP or UDP, as it stands there. */
    public int transportChecksum;

    /** Looked at for segments with SYN, FIN or RST only. */
    public Checksum checksum = Checksum.UNKNOWN;

    /** Whether an option's field other than the timestamp's is not at rest. */
    boolean holdsOtherOptions;

    /** Whether all of the given flag bits are set. */
    public boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** Sequence space that it takes: payload, and one each for SYN and FIN (RFC 9293 §3.4: SEG.LEN). */
    public int segLen() {
        return payloadLength + (flags >>> 1 & 1) + (flags & 1);
    }

    /** No timestamp. Writes only a change, as the other two: segments without options come in rows (FrameDecoderSpeed). */
    void clearTimestamp() {
        if (hasTimestamp) {
            hasTimestamp = false;
            tsVal = 0;
            tsEcr = 0;
        }
    }

    /** No other option. */
    void clearOtherOptions() {
        if (holdsOtherOptions) {
            holdsOtherOptions = false;
            windowScale = -1;
            sackBlocks = 0;
            sackLeft = 0;
            sackRight = 0;
            isSigned = false;
            areOptionsCut = false;
        }
    }

    /** Nothing known of the checksum; a collector charges for each store of a reference. */
    void clearChecksum() {
        if (checksum != Checksum.UNKNOWN) {
            checksum = Checksum.UNKNOWN;
        }
    }

    /** Whether it begins or ends something, so that its checksum is worth the effort. */
    boolean isControl() {
        return (flags & (SYN | FIN | RST)) != 0;
    }

    void copy(Segment other) {
        timestampNs = other.timestampNs;
        frameLength = other.frameLength;
        ipLength = other.ipLength;
        ipVersion = other.ipVersion;
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        ipId = other.ipId;
        hopLimit = other.hopLimit;
        protocol = other.protocol;
        sourcePort = other.sourcePort;
        destinationPort = other.destinationPort;
        payloadLength = other.payloadLength;
        space = other.space;
        seq = other.seq;
        ack = other.ack;
        flags = other.flags;
        window = other.window;
        windowScale = other.windowScale;
        hasTimestamp = other.hasTimestamp;
        tsVal = other.tsVal;
        tsEcr = other.tsEcr;
        sackBlocks = other.sackBlocks;
        sackLeft = other.sackLeft;
        sackRight = other.sackRight;
        isSigned = other.isSigned;
        areOptionsCut = other.areOptionsCut;
        transportChecksum = other.transportChecksum;
        checksum = other.checksum;
        holdsOtherOptions = other.holdsOtherOptions;
    }

    /** First sequence number after it. */
    public int endSeq() {
        return seq + segLen();
    }
}
