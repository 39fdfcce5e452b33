package org.wirestat.cli.story;

import java.nio.ByteBuffer;

/** A segment in tcpdump's words: {@code Flags [S.], seq 100, ack 1, win 65160, options [mss 1460], length 0}. */
public final class SegmentWords {

    private static final int MAX_SACK_BLOCKS = 4; // more do not fit into a header

    private SegmentWords() {}

    /** With the numbers as they are on the wire, as {@code tcpdump -S}. */
    public static String absolute(TcpHeader header) {
        return words(header, 0, 0);
    }

    /**
     * With numbers that count from a base.
     *
     * @param seqBase what is taken off the sequence number
     * @param ackBase what is taken off the acknowledgment number and off SACK blocks
     */
    static String words(TcpHeader header, int seqBase, int ackBase) {
        StringBuilder words = new StringBuilder(96);
        words.append("Flags [").append(header.flagLetters()).append(']');
        if (header.payloadLength() > 0 || header.has(TcpHeader.SYN | TcpHeader.FIN | TcpHeader.RST)) {
            words.append(", seq ").append(less(header.seq(), seqBase));
            if (header.payloadLength() > 0) {
                words.append(':').append(less(header.seq() + header.payloadLength(), seqBase));
            }
        }
        if (header.has(TcpHeader.ACK)) {
            words.append(", ack ").append(less(header.ack(), ackBase));
        }
        words.append(", win ").append(header.window());
        if (header.has(TcpHeader.URG)) {
            words.append(", urg ").append(header.urgent());
        }
        if (header.end() > TcpHeader.OPTIONS) {
            words.append(", options [");
            options(header, ackBase, words);
            words.append(']');
        }
        return words.append(", length ").append(header.payloadLength()).toString();
    }

    private static long less(long number, int base) {
        return Integer.toUnsignedLong((int) number - base);
    }

    private static void options(TcpHeader header, int ackBase, StringBuilder to) {
        ByteBuffer bytes = header.bytes();
        int end = Math.min(bytes.limit(), header.end());
        int at = TcpHeader.OPTIONS;
        String before = "";
        while (at < end) {
            int kind = bytes.get(at) & 0xff;
            to.append(before);
            before = ",";
            if (kind <= 1) { // no length: IANA's kinds 0 and 1
                to.append(kind == 0 ? "eol" : "nop");
                if (kind == 0) {
                    return;
                }
                at++;
                continue;
            }
            int length = at + 1 < end ? bytes.get(at + 1) & 0xff : 0;
            if (length < 2 || at + length > end) {
                to.append(end < header.end() ? "[|tcp]" : "bad opt");
                return;
            }
            option(bytes, at, kind, length, ackBase, to);
            at += length;
        }
        if (end < header.end()) {
            to.append(before).append("[|tcp]"); // the capture cut them off
        }
    }

    private static void option(ByteBuffer bytes, int at, int kind, int length, int ackBase, StringBuilder to) {
        int value = at + 2;
        switch (kind) {
            case 2 -> to.append("mss ").append(length == 4 ? bytes.getShort(value) & 0xffff : "?");
            case 3 -> to.append("wscale ").append(length == 3 ? bytes.get(value) & 0xff : "?");
            case 4 -> to.append("sackOK");
            case 5 -> sack(bytes, value, (length - 2) / 8, ackBase, to);
            case 8 -> {
                if (length == 10) {
                    to.append("TS val ")
                            .append(Integer.toUnsignedString(bytes.getInt(value)))
                            .append(" ecr ")
                            .append(Integer.toUnsignedString(bytes.getInt(value + 4)));
                } else {
                    to.append("TS ?");
                }
            }
            case 19 -> to.append("md5");
            case 29 -> to.append("tcp-ao");
            case 30 -> to.append("mptcp");
            case 34 -> to.append("tfo");
            default -> to.append("unknown-").append(kind);
        }
    }

    private static void sack(ByteBuffer bytes, int at, int blocks, int ackBase, StringBuilder to) {
        int shown = Math.min(blocks, MAX_SACK_BLOCKS);
        to.append("sack ").append(shown).append(' ');
        for (int i = 0; i < shown; i++) {
            to.append('{')
                    .append(Integer.toUnsignedString(bytes.getInt(at + 8 * i) - ackBase))
                    .append(':')
                    .append(Integer.toUnsignedString(bytes.getInt(at + 8 * i + 4) - ackBase))
                    .append('}');
        }
    }
}
