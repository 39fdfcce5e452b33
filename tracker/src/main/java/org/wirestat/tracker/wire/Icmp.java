package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * ICMP for IPv4 (RFC 792) and IPv6 (RFC 4443): type, code, and the packet that an error is about, of which it quotes the
 * beginning.
 */
final class Icmp {

    private static final int MIN_LENGTH = 4;
    private static final int HEADER_LENGTH = 8;

    // Errors of ICMP for IPv4; those of IPv6 are all types below 128
    private static final int UNREACHABLE = 3;
    private static final int SOURCE_QUENCH = 4;
    private static final int REDIRECT = 5;
    private static final int TIME_EXCEEDED = 11;
    private static final int PARAMETER_PROBLEM = 12;
    private static final int FIRST_INFORMATIONAL_V6 = 128;

    /** What RFC 792 promises of the quoted packet's payload: ports, and the sequence number of TCP. */
    private static final int QUOTED_TRANSPORT_LENGTH = 8;

    private final Cursor quote = new Cursor();
    private final boolean judgesAll;

    /** @param judgesAll whether checksums of others than errors are looked at */
    Icmp(boolean judgesAll) {
        this.judgesAll = judgesAll;
    }

    Layer open(ByteBuffer bytes, Cursor cursor, Segment into) {
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int length = cursor.wireEnd - cursor.at;
        int header = bytes.getInt(cursor.at); // type, code, checksum
        into.sourcePort = header >>> 24;
        into.destinationPort = header >>> 16 & 0xff;
        into.transportChecksum = header & 0xffff;
        into.payloadLength = Math.max(0, length - HEADER_LENGTH);
        into.capturedPayload = Math.max(0, cursor.end - cursor.at - HEADER_LENGTH);
        boolean isError = cursor.has(HEADER_LENGTH) && isError(into);
        if ((isError || judgesAll) && cursor.end == cursor.wireEnd) {
            into.checksum = judge(bytes, cursor.at, length, into);
        }
        if (isError) {
            quote.start(cursor.at + HEADER_LENGTH, cursor.end - cursor.at - HEADER_LENGTH, into.payloadLength);
            takeQuoted(bytes, into);
        }
        return cursor.stop(Discard.NONE);
    }

    private static boolean isError(Segment message) {
        int type = message.sourcePort;
        if (message.protocol == Segment.ICMPV6) {
            return type < FIRST_INFORMATIONAL_V6;
        }
        return switch (type) {
            case UNREACHABLE, SOURCE_QUENCH, REDIRECT, TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    private static Segment.Checksum judge(ByteBuffer bytes, int at, int length, Segment message) {
        long sum = InternetChecksum.sum(bytes, at, length);
        if (message.protocol == Segment.ICMPV6) {
            sum += InternetChecksum.pseudoHeader(message, length);
        }
        return InternetChecksum.fold(sum) == 0xffff ? Segment.Checksum.GOOD : Segment.Checksum.BAD;
    }

    private void takeQuoted(ByteBuffer bytes, Segment message) {
        Segment quoted = message.quote();
        Layer transport = message.ipVersion == 4 ? Ipv4.open(bytes, quote, quoted) : Ipv6.open(bytes, quote, quoted);
        if (transport == Layer.IP_PROTOCOL) {
            transport = ExtensionHeaders.open(quote.type, bytes, quote, quoted);
        } else if (transport == Layer.TCP || transport == Layer.UDP) {
            quoted.other(transport == Layer.TCP ? Segment.TCP : Segment.UDP, quote.wireEnd - quote.at);
        }
        if (transport == Layer.FRAGMENT && quote.fragmentOffset == 0) { // the beginning of one, with its ports
            transport = ExtensionHeaders.open(quote.type, bytes, quote, quoted);
        }
        boolean isSound = switch (transport) {
            case STOP -> quote.verdict() == Discard.NONE;
            case FRAGMENT -> false;
            default -> takesTransport(transport, bytes, quoted);
        };
        if (!isSound) {
            message.clearQuote();
        }
    }

    /** False if the quote ends before what tells its conversation from others. */
    private boolean takesTransport(Layer transport, ByteBuffer bytes, Segment quoted) {
        switch (transport) {
            case TCP, UDP, PORTS, ICMP, ICMPV6 -> {
                if (!quote.has(QUOTED_TRANSPORT_LENGTH)) {
                    return false;
                }
            }
            default -> {
                return true;
            }
        }
        int first = bytes.getInt(quote.at);
        boolean isIcmp = transport == Layer.ICMP || transport == Layer.ICMPV6;
        quoted.sourcePort = isIcmp ? first >>> 24 : first >>> 16;
        quoted.destinationPort = isIcmp ? first >>> 16 & 0xff : first & 0xffff;
        quoted.seq = transport == Layer.TCP ? bytes.getInt(quote.at + 4) : 0;
        return true;
    }
}
