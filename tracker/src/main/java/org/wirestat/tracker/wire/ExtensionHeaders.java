package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * IPv6 extension headers (RFC 8200 §4), and the authentication header, which IPv4 has too.
 *
 * <p>Where a packet travels by way of others, the connection's addresses are those that the sockets have: the final
 * destination of a routing header, the home address of a mobile node.
 */
final class ExtensionHeaders {

    /** More than any real packet has; case 130. */
    private static final int MAX_HEADERS = 8;

    static final int FRAGMENT_LENGTH = 8;

    private static final int MIN_LENGTH = 8;
    private static final int NEXT_HEADER = 0;
    private static final int LENGTH = 1;

    private static final int OPTIONS = 2;
    private static final int OPTION_PAD1 = 0;
    private static final int OPTION_JUMBO = 0xc2; // RFC 2675 §2
    private static final int OPTION_HOME_ADDRESS = 0xc9; // RFC 6275 §6.3

    private static final int ROUTING_TYPE = 2;
    private static final int SEGMENTS_LEFT = 3;
    private static final int ROUTING_ADDRESSES = 8;
    private static final int ROUTING_SOURCE_ROUTE = 0; // RFC 2460 §4.4, deprecated by RFC 5095
    private static final int ROUTING_HOME_ADDRESS = 2; // RFC 6275 §6.4
    private static final int ROUTING_SEGMENTS = 4; // RFC 8754

    private static final int FRAGMENT_OFFSET_AND_MORE = 2;
    private static final int FRAGMENT_OFFSET = 0xfff8;
    private static final int MORE_FRAGMENTS = 1;
    private static final int FRAGMENT_IDENTIFICATION = 4;

    private ExtensionHeaders() {}

    /** Walks over all of them, to what the packet carries. */
    static Layer open(int first, ByteBuffer bytes, Cursor cursor, Segment into) {
        int header = first;
        for (int count = 0; isExtension(header, into.ipVersion); count++) {
            if (count == MAX_HEADERS) {
                return cursor.stop(Discard.TOO_DEEP);
            }
            if (!cursor.has(MIN_LENGTH)) {
                return cursor.lacks(MIN_LENGTH);
            }
            int length = length(header, bytes.get(cursor.at + LENGTH) & 0xff);
            if (!cursor.has(length)) {
                return cursor.lacks(length);
            }
            switch (header) {
                case IpProtocol.HOP_BY_HOP -> {
                    if (count > 0 || !takesOptions(bytes, cursor, length, true, into)) {
                        return cursor.stop(Discard.MALFORMED); // RFC 8200 §4.1: only as the first
                    }
                }
                case IpProtocol.DESTINATION_OPTIONS -> {
                    if (!takesOptions(bytes, cursor, length, false, into)) {
                        return cursor.stop(Discard.MALFORMED);
                    }
                }
                case IpProtocol.ROUTING -> route(bytes, cursor.at, length, into);
                case IpProtocol.FRAGMENT -> {
                    int offsetAndMore = bytes.getShort(cursor.at + FRAGMENT_OFFSET_AND_MORE);
                    if ((offsetAndMore & (FRAGMENT_OFFSET | MORE_FRAGMENTS)) != 0) { // else atomic: RFC 6946
                        cursor.fragmentOffset = offsetAndMore & FRAGMENT_OFFSET;
                        cursor.hasMoreFragments = (offsetAndMore & MORE_FRAGMENTS) != 0;
                        cursor.fragmentId = bytes.getInt(cursor.at + FRAGMENT_IDENTIFICATION);
                        cursor.type = bytes.get(cursor.at + NEXT_HEADER) & 0xff;
                        return cursor.skip(length, Layer.FRAGMENT);
                    }
                }
                default -> {}
            }
            header = bytes.get(cursor.at + NEXT_HEADER) & 0xff;
            cursor.at += length;
        }
        return IpProtocol.open(header, cursor, into);
    }

    private static boolean isExtension(int header, int ipVersion) {
        return switch (header) {
            case IpProtocol.AUTHENTICATION -> true;
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.DESTINATION_OPTIONS,
                    IpProtocol.MOBILITY,
                    IpProtocol.HOST_IDENTITY,
                    IpProtocol.SHIM6 -> ipVersion == 6;
            default -> false;
        };
    }

    private static int length(int header, int lengthField) {
        return switch (header) {
            case IpProtocol.FRAGMENT -> FRAGMENT_LENGTH; // its length field is reserved
            case IpProtocol.AUTHENTICATION -> 4 * (lengthField + 2); // RFC 4302 §2.2
            default -> 8 * (lengthField + 1);
        };
    }

    /** Goes over the options of a header; false if they do not fit into it, or if a jumbo length is wrong. */
    private static boolean takesOptions(
            ByteBuffer bytes, Cursor cursor, int headerLength, boolean isHopByHop, Segment into) {
        int end = cursor.at + headerLength;
        boolean isJumbo = false;
        int at = cursor.at + OPTIONS;
        while (at != end) {
            int option = bytes.get(at) & 0xff;
            if (option == OPTION_PAD1) {
                at++;
                continue;
            }
            if (end - at < 2) {
                return false;
            }
            int length = 2 + (bytes.get(at + 1) & 0xff);
            if (end - at < length) {
                return false;
            }
            if (option == OPTION_JUMBO && isHopByHop) {
                if (length != 6 || !takesJumboLength(bytes.getInt(at + 2), cursor, into)) {
                    return false;
                }
                isJumbo = true;
            } else if (option == OPTION_HOME_ADDRESS && !isHopByHop && length == 18) {
                into.sourceHigh = bytes.getLong(at + 2);
                into.sourceLow = bytes.getLong(at + 10);
            }
            at += length;
        }
        return isJumbo || !isHopByHop || !cursor.isLengthPresumed;
    }

    /** RFC 2675 §3: over 65,535, and only beside a length field of 0. More than the frame has is not believed. */
    private static boolean takesJumboLength(int length, Cursor cursor, Segment into) {
        int afterFixedHeader = cursor.ipAt + Ipv6.HEADER_LENGTH;
        if (!cursor.isLengthPresumed
                || length >>> 16 == 0
                || length < 0
                || cursor.wireEnd - afterFixedHeader < length) {
            return false;
        }
        cursor.isLengthPresumed = false;
        cursor.wireEnd = afterFixedHeader + length;
        if (cursor.end - afterFixedHeader > length) {
            cursor.end = cursor.wireEnd;
        }
        into.ipLength = Ipv6.HEADER_LENGTH + length;
        return true;
    }

    private static void route(ByteBuffer bytes, int at, int length, Segment into) {
        if (bytes.get(at + SEGMENTS_LEFT) == 0 || length < ROUTING_ADDRESSES + 16) {
            return;
        }
        int last = switch (bytes.get(at + ROUTING_TYPE)) {
            case ROUTING_SOURCE_ROUTE, ROUTING_HOME_ADDRESS -> length - 16;
            case ROUTING_SEGMENTS -> ROUTING_ADDRESSES; // RFC 8754 §2: the list is in reverse
            default -> 0;
        };
        if (last != 0) {
            into.destinationHigh = bytes.getLong(at + last);
            into.destinationLow = bytes.getLong(at + last + 8);
        }
    }
}
