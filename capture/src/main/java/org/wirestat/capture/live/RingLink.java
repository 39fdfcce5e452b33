package org.wirestat.capture.live;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.filter.BpfProgram;

/**
 * What frames of one packet socket are, and what is to be done to them so that they look as libpcap gives them.
 *
 * @param linkType LINKTYPE_ number
 * @param isCooked whether the kernel left the link's header out, since nobody could say what it is, and the header of
 *     LINKTYPE_LINUX_SLL stands for it
 * @param tagOffset where in a frame a VLAN tag belongs that the kernel took off; negative if nowhere
 * @param loopbackIndex the interface of whose frames each comes twice, going out and coming in; 0 if there is none
 * @param filter what the kernel could not be asked to sort out; null for nothing
 */
record RingLink(
        int linkType,
        boolean isCooked,
        int tagOffset,
        int loopbackIndex,
        @Nullable BpfProgram filter) {

    /** Length of the header that stands for a link's own. */
    static final int COOKED_LENGTH = 16;

    private static final int ETHERNET = 1;
    private static final int RAW_IP = 101;
    private static final int CISCO_HDLC = 104;
    private static final int IEEE802_11 = 105;
    private static final int LINUX_COOKED = 113;
    private static final int PRISM = 119;
    private static final int RADIOTAP = 127;

    private static final int ETHERNET_TAG_OFFSET = 12;
    private static final int COOKED_TAG_OFFSET = 14;
    private static final int NO_TAG = -1;

    // struct sockaddr_ll
    private static final int PROTOCOL = 2;
    private static final int INTERFACE = 4;
    private static final int HARDWARE_TYPE = 8;
    private static final int PACKET_TYPE = 10;
    private static final int ADDRESS_LENGTH = 11;
    private static final int ADDRESS = 12;
    private static final int OUTGOING = 4;

    // struct sll_header, big-endian
    private static final int COOKED_PACKET_TYPE = 0;
    private static final int COOKED_HARDWARE_TYPE = 2;
    private static final int COOKED_ADDRESS_LENGTH = 4;
    private static final int COOKED_ADDRESS = 6;
    private static final int COOKED_PROTOCOL = 14;

    /**
     * The frames of an interface.
     *
     * @param hardwareType ARPHRD_ number (linux/if_arp.h)
     */
    static RingLink ofHardware(int hardwareType, int loopbackIndex) {
        return switch (hardwareType) {
            // ETHER, METRICOM, LOOPBACK
            case 1, 23, 772 -> new RingLink(ETHERNET, false, ETHERNET_TAG_OFFSET, loopbackIndex, null);
            // NONE, RAWIP, TUNNEL, SIT, and the SLIPs: an IP header comes first
            case 0xfffe, 519, 768, 776, 256, 257, 258, 259, 264, 518 ->
                new RingLink(RAW_IP, false, NO_TAG, loopbackIndex, null);
            case 513 -> new RingLink(CISCO_HDLC, false, NO_TAG, loopbackIndex, null);
            case 801 -> new RingLink(IEEE802_11, false, NO_TAG, loopbackIndex, null);
            case 802 -> new RingLink(PRISM, false, NO_TAG, loopbackIndex, null);
            case 803 -> new RingLink(RADIOTAP, false, NO_TAG, loopbackIndex, null);
            // GRE, PPP and all others: the kernel tells the protocol, whatever the header is.
            default -> cooked(loopbackIndex);
        };
    }

    /** The frames of all interfaces, or of one of which nobody can say what its frames begin with. */
    static RingLink cooked(int loopbackIndex) {
        return new RingLink(LINUX_COOKED, true, COOKED_TAG_OFFSET, loopbackIndex, null);
    }

    RingLink filteredBy(BpfProgram program) {
        return new RingLink(linkType, isCooked, tagOffset, loopbackIndex, program);
    }

    /** Whether the frame with this struct sockaddr_ll will come, or came, a second time. */
    boolean isRepeated(ByteBuffer headers, int address) {
        return loopbackIndex != 0
                && headers.get(address + PACKET_TYPE) == OUTGOING
                && headers.getInt(address + INTERFACE) == loopbackIndex;
    }

    boolean matches(ByteBuffer frames, int offset, int capturedLength, int wireLength) {
        return filter == null || filter.matches(frames, offset, capturedLength, wireLength);
    }

    /** Writes the header of LINKTYPE_LINUX_SLL that says what a struct sockaddr_ll says. */
    static void cook(ByteBuffer headers, int address, ByteBuffer frames, int at) {
        frames.putShort(at + COOKED_PACKET_TYPE, headers.get(address + PACKET_TYPE));
        frames.putShort(at + COOKED_HARDWARE_TYPE, headers.getShort(address + HARDWARE_TYPE));
        frames.putShort(at + COOKED_ADDRESS_LENGTH, headers.get(address + ADDRESS_LENGTH));
        frames.putLong(at + COOKED_ADDRESS, frames.getLong(address + ADDRESS));
        // In network order already.
        frames.putShort(at + COOKED_PROTOCOL, frames.getShort(address + PROTOCOL));
    }
}
