package org.wirestat.cli.story;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Evidence;

/** The fields of the TCP header of a frame (RFC 9293 §3.1), read where they stand. */
public record TcpHeader(ByteBuffer bytes, int payloadLength) {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;
    static final int URG = 0x20;

    private static final int PORTS = 0;
    private static final int SEQ = 4;
    private static final int ACKNOWLEDGMENT = 8;
    private static final int OFFSET_AND_FLAGS = 12;
    private static final int WINDOW = 14;
    private static final int URGENT = 18;
    static final int OPTIONS = 20;

    /** The header in the frame; null for an ICMP error. */
    public static @Nullable TcpHeader of(Evidence evidence) {
        ByteBuffer header = evidence.header();
        return header == null ? null : new TcpHeader(header, evidence.payloadLength());
    }

    /** Unsigned 32 bits. */
    public long seq() {
        return Integer.toUnsignedLong(bytes.getInt(SEQ));
    }

    /** Unsigned 32 bits. */
    public long ack() {
        return Integer.toUnsignedLong(bytes.getInt(ACKNOWLEDGMENT));
    }

    /** As in the header, not scaled. */
    public int window() {
        return bytes.getShort(WINDOW) & 0xffff;
    }

    int urgent() {
        return bytes.getShort(URGENT) & 0xffff;
    }

    /** Nine bits: those that everybody knows, ECE and CWR (RFC 3168), AE (RFC 9768). */
    int flags() {
        return bytes.getShort(OFFSET_AND_FLAGS) & 0x1ff;
    }

    boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    /** Index after the last byte of options that the header says it has, captured or not. */
    int end() {
        return bytes.get(OFFSET_AND_FLAGS) >>> 2 & 0x3c;
    }

    /** Whether it is that segment once more, sent by the same end. */
    boolean isAgain(@Nullable TcpHeader other) {
        return other != null
                && flags() == other.flags()
                && seq() == other.seq()
                && payloadLength == other.payloadLength
                && bytes.getInt(PORTS) == other.bytes.getInt(PORTS);
    }

    /** As tcpdump writes them: {@code S.} for SYN with ACK. */
    public String flagLetters() {
        String letters = "FSRP.UEWe";
        StringBuilder text = new StringBuilder(4);
        for (int i = 0; i < letters.length(); i++) {
            if (has(1 << i)) {
                text.append(letters.charAt(i));
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
