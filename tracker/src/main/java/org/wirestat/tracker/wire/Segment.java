package org.wirestat.tracker.wire;

import java.util.Arrays;

/**
 * What one frame carries: a TCP segment, a UDP datagram, an ICMP message, or an IP packet of another transport. It is used
 * again and again, with plain fields because it stands between frame and transition. Valid until the next decoding into
 * it; nobody stores it.
 *
 * <p>Here stands what the shards ask of every segment, in {@link Packet} what they seldom ask: a JVM does not mix the fields
 * of a class with those that it inherits, so that a thread need not wait for what it does not read.
 */
public final class Segment extends Packet {

    // Values of protocol: IANA protocol numbers
    public static final int ICMP = 1;
    public static final int IGMP = 2;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ESP = 50;
    public static final int ICMPV6 = 58;
    public static final int SCTP = 132;

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

    /** Number of the frame among those that it was decoded with; 0 if it was alone. */
    public int frame;

    /** Bytes of the frame on the wire. */
    public int frameLength;

    /** Bytes of the IP packet, headers included, from its own length field where that is usable. */
    public int ipLength;

    /** IANA protocol number: {@link #TCP}, {@link #UDP} or any other. */
    public int protocol;

    /**
     * Bytes behind the header of TCP, UDP or ICMP (there 8), for other protocols behind the IP headers; from the IP length,
     * never from the captured length.
     */
    public int payloadLength;

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

    /** Looked at for segments with SYN, FIN or RST and for ICMP errors only, unless the decoder was asked for more. */
    public Checksum checksum = Checksum.UNKNOWN;

    /** Whether an option's field other than the timestamp's is not at rest. */
    boolean holdsOtherOptions;

    /** Whether all of its payload was captured. */
    public boolean isPayloadWhole() {
        return capturedPayload == payloadLength;
    }

    /** Whether all of the given flag bits are set. */
    public boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** Sequence space that it takes: payload, and one each for SYN and FIN (RFC 9293 §3.4: SEG.LEN). */
    public int segLen() {
        return payloadLength + (flags >>> 1 & 1) + (flags & 1);
    }

    /** What it is now becomes the innermost carrier of what it will be. */
    void becomesCarrier() {
        int count = carriers();
        if (count == carriers.length) {
            carriers = Arrays.copyOf(carriers, count + 1);
            carriers[count] = new Segment();
        }
        carriers[count].copy(this);
        layers += ONE_CARRIER;
    }

    /** Becomes what carried the other one, as a segment of its own. */
    public void becomeCarrier(Segment other, int level) {
        copy(other.carriers[level]);
        clearLayers();
    }

    /** It is after all what this carrier was. */
    void returnsTo(int carrier) {
        copy(carriers[carrier]);
        layers = carrier * ONE_CARRIER;
    }

    /** Neither TCP nor UDP. */
    void other(int protocol, int payloadLength) {
        this.protocol = protocol;
        this.payloadLength = payloadLength;
        sourcePort = 0;
        destinationPort = 0;
        seq = 0;
        ack = 0;
        flags = 0;
        window = 0;
        transportChecksum = 0;
        clearTimestamp();
        clearOtherOptions();
        clearChecksum();
    }

    /** No timestamp. Writes only a change, as the other two: segments without options come in rows (FrameDecoderBench). */
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
        copyPacket(other);
        timestampNs = other.timestampNs;
        frame = other.frame;
        frameLength = other.frameLength;
        ipLength = other.ipLength;
        protocol = other.protocol;
        payloadLength = other.payloadLength;
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
        checksum = other.checksum;
        holdsOtherOptions = other.holdsOtherOptions;
    }

    /** First sequence number after it. */
    public int endSeq() {
        return seq + segLen();
    }
}
