package org.wirestat.tracker.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirestat.tracker.IpAddress;

/**
 * Who listens to which multicast group, by what hosts report: IGMP versions 1 to 3 (RFC 1112, 2236, 3376), MLD versions 1
 * and 2 (RFC 2710, 3810). When it is full, new memberships are not noted.
 */
final class Memberships {

    private static final int MOST = 1 << 14;

    private static final int IGMP_V1_REPORT = 0x12;
    private static final int IGMP_V2_REPORT = 0x16;
    private static final int IGMP_LEAVE = 0x17;
    private static final int IGMP_V3_REPORT = 0x22;
    private static final int MLD_REPORT = 131;
    private static final int MLD_DONE = 132;
    private static final int MLD_V2_REPORT = 143;

    // record types of IGMPv3 and MLDv2, RFC 3376 §4.2.12
    private static final int MODE_IS_INCLUDE = 1;
    private static final int CHANGE_TO_INCLUDE = 3;
    private static final int BLOCK_OLD_SOURCES = 6;

    private record Key(IpAddress host, IpAddress group) {}

    private final Map<Key, Membership> members = new HashMap<>();

    void onIgmp(IpPacket packet, ByteBuffer bytes, long timeNs) {
        int at = packet.transportAt;
        if (!packet.has(8)) {
            return;
        }
        switch (bytes.get(at) & 0xff) {
            case IGMP_V1_REPORT, IGMP_V2_REPORT -> joins(packet, group(4, bytes, at + 4), timeNs);
            case IGMP_LEAVE -> leaves(packet, group(4, bytes, at + 4));
            case IGMP_V3_REPORT -> records(packet, bytes, timeNs);
            default -> {}
        }
    }

    void onIcmpv6(IpPacket packet, ByteBuffer bytes, long timeNs) {
        int at = packet.transportAt;
        int type = bytes.get(at) & 0xff;
        if (type == MLD_V2_REPORT && packet.has(8)) {
            records(packet, bytes, timeNs);
        } else if (type == MLD_REPORT && packet.has(24)) {
            joins(packet, group(6, bytes, at + 8), timeNs);
        } else if (type == MLD_DONE && packet.has(24)) {
            leaves(packet, group(6, bytes, at + 8));
        }
    }

    /** Group records: type, length of auxiliary data, number of sources, group, sources. */
    private void records(IpPacket packet, ByteBuffer bytes, long timeNs) {
        int addressLength = packet.version == 4 ? 4 : 16;
        int count = bytes.getShort(packet.transportAt + 6) & 0xffff;
        int at = packet.transportAt + 8;
        for (int i = 0; i < count && packet.end - at >= 4 + addressLength; i++) {
            int type = bytes.get(at) & 0xff;
            int sources = bytes.getShort(at + 2) & 0xffff;
            IpAddress group = group(packet.version, bytes, at + 4);
            if ((type == MODE_IS_INCLUDE || type == CHANGE_TO_INCLUDE) && sources == 0) {
                leaves(packet, group);
            } else if (type != BLOCK_OLD_SOURCES) {
                joins(packet, group, timeNs);
            }
            at += 4 + addressLength + sources * addressLength + 4 * (bytes.get(at + 1) & 0xff);
        }
    }

    private static IpAddress group(int version, ByteBuffer bytes, int at) {
        return version == 4 ? IpAddress.v4(bytes.getInt(at)) : IpAddress.v6(bytes.getLong(at), bytes.getLong(at + 8));
    }

    private static IpAddress host(IpPacket packet) {
        return packet.version == 4
                ? IpAddress.v4((int) packet.sourceLow)
                : IpAddress.v6(packet.sourceHigh, packet.sourceLow);
    }

    private void joins(IpPacket packet, IpAddress group, long timeNs) {
        Key key = new Key(host(packet), group);
        Membership known = members.get(key);
        if (known == null && members.size() == MOST) {
            return;
        }
        long firstNs = known == null ? timeNs : known.firstNs();
        members.put(key, new Membership(key.host(), group, firstNs, timeNs));
    }

    private void leaves(IpPacket packet, IpAddress group) {
        members.remove(new Key(host(packet), group));
    }

    List<Membership> all() {
        List<Membership> all = new ArrayList<>(members.values());
        all.sort(Comparator.comparing(Membership::host).thenComparing(Membership::group));
        return all;
    }
}
