package org.wirestat.cli.zeek;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.connlog.Conn;

/**
 * Community ID version 1: a name for a flow that every tool computes alike, whichever direction it saw first. For one
 * thread.
 */
final class CommunityId {

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int MOST_BYTES = 2 + 2 * 16 + 2 + 2 * 2;

    private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    private final MessageDigest sha1 = sha1();
    private final short seed;

    /** @param seed 0 to 65535 */
    CommunityId(int seed) {
        this.seed = (short) seed;
    }

    String of(Conn conn) {
        IpAddress source = conn.originatorAddress();
        IpAddress destination = conn.responderAddress();
        int sourcePort = conn.originatorTransportPort();
        int destinationPort = conn.responderTransportPort();
        int order = source.compareTo(destination);
        boolean isInOrder = conn.isOneWay() || order < 0 || (order == 0 && sourcePort < destinationPort);
        bytes.clear().putShort(seed);
        put(isInOrder ? source : destination);
        put(isInOrder ? destination : source);
        bytes.put((byte) conn.protocol()).put((byte) 0);
        if (hasPorts(conn.protocol())) {
            bytes.putShort((short) (isInOrder ? sourcePort : destinationPort));
            bytes.putShort((short) (isInOrder ? destinationPort : sourcePort));
        }
        sha1.update(bytes.array(), 0, bytes.position());
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private void put(IpAddress address) {
        if (address.version() == 6) {
            bytes.putLong(address.high()).putLong(address.low());
        } else {
            bytes.putInt((int) address.low());
        }
    }

    private static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case ICMP, TCP, UDP, ICMPV6, SCTP -> true;
            default -> false;
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-1, which all must have", e);
        }
    }
}
