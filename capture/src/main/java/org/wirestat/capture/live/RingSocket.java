package org.wirestat.capture.live;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.privilege.Missing;

/** A packet socket of Linux (packet(7)), and the interface that it listens to. */
final class RingSocket implements AutoCloseable {

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int ETH_P_ALL = 3;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int PACKET_RESERVE = 12;
    private static final int PACKET_MR_PROMISC = 1;
    private static final int TPACKET_V3 = 2;
    /** Room before each frame, for a VLAN tag that is put back. */
    private static final int RESERVED_BYTES = 4;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;

    private static final int SIOCGIFNAME = 0x8910;
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCGIFHWADDR = 0x8927;
    private static final int SIOCGIFINDEX = 0x8933;
    private static final int IFREQ_BYTES = 40;
    private static final int IFNAMSIZ = 16;
    private static final int IFF_UP = 1;

    private static final long UINT = 0xffff_ffffL;

    private final String name;
    private final int index;
    private final RingLink link;
    private int descriptor;
    private Pointer ring = Pointer.NULL;
    private long ringBytes;
    private long offered;
    private long dropped;
    private final long deviceDroppedBefore;

    private RingSocket(String name, int index, RingLink link, int descriptor) {
        this.name = name;
        this.index = index;
        this.link = link;
        this.descriptor = descriptor;
        deviceDroppedBefore = readDeviceDrops();
    }

    /** Opens a socket that hears nothing yet: not before it is bound. */
    static RingSocket open(String name) throws CaptureException {
        int cooked = Libc.socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (cooked < 0) {
            throw cannotOpen(name);
        }
        int loopback = Math.max(0, request(cooked, SIOCGIFINDEX, "lo"));
        if (name.equals(LiveCapture.ANY)) {
            return new RingSocket(name, 0, RingLink.cooked(loopback), cooked);
        }
        int index = request(cooked, SIOCGIFINDEX, name);
        if (index < 0) {
            Libc.close(cooked);
            throw new CaptureException(
                    Reason.NO_SUCH_INTERFACE,
                    name + ": no such interface",
                    List.of("./wirestat -D lists the interfaces"));
        }
        if ((request(cooked, SIOCGIFFLAGS, name) & IFF_UP) == 0) {
            Libc.close(cooked);
            throw new CaptureException(
                    Reason.CANNOT_CAPTURE,
                    name + ": the interface is down",
                    List.of("sudo ip link set " + name + " up"));
        }
        RingLink link =
                RingLink.ofHardware(request(cooked, SIOCGIFHWADDR, name) & 0xffff, index == loopback ? loopback : 0);
        if (link.isCooked()) {
            return new RingSocket(name, index, link, cooked);
        }
        Libc.close(cooked);
        int raw = Libc.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
        if (raw < 0) {
            throw cannotOpen(name);
        }
        return new RingSocket(name, index, link, raw);
    }

    private static CaptureException cannotOpen(String name) {
        int error = Libc.errno();
        return error == Libc.EPERM || error == Libc.EACCES
                ? Missing.privilege(name, Libc.strerror(error))
                : cannotCapture(name, "opening a packet socket", error);
    }

    private static CaptureException cannotCapture(String name, String doing, int error) {
        return new CaptureException(
                Reason.CANNOT_CAPTURE,
                name + ": cannot capture: " + doing + ": " + Libc.strerror(error),
                List.of("--engine pcap"));
    }

    /** What an ioctl(2) of netdevice(7) answers about an interface in the first word, or -1. */
    private static int request(int socket, int request, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= IFNAMSIZ) {
            return -1;
        }
        try (Memory ifreq = new Memory(IFREQ_BYTES)) {
            ifreq.clear();
            ifreq.write(0, bytes, 0, bytes.length);
            if (Libc.ioctl(socket, request, ifreq) < 0) {
                return -1;
            }
            return request == SIOCGIFINDEX ? ifreq.getInt(IFNAMSIZ) : ifreq.getShort(IFNAMSIZ) & 0xffff;
        }
    }

    /** What its frames are. */
    RingLink link() {
        return link;
    }

    int descriptor() {
        return descriptor;
    }

    /**
     * Has the kernel drop what does not match, and cut the rest; to be done before {@link #listen}.
     *
     * @param instructions of the classic Berkeley Packet Filter, 8 bytes each, in the machine's byte order
     * @return false if the kernel does not take them
     */
    boolean attach(ByteBuffer instructions) {
        try (Memory program = new Memory(instructions.remaining());
                Memory head = new Memory(16)) {
            program.getByteBuffer(0, instructions.remaining()).put(instructions.duplicate());
            head.setLong(0, 0);
            head.setShort(0, (short) (instructions.remaining() / 8));
            head.setPointer(8, program);
            return Libc.setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, head, 16) == 0;
        }
    }

    /** Makes the ring, and shares it. */
    ByteBuffer share(int blockBytes, int blockCount) throws CaptureException {
        set("asking for TPACKET_V3", PACKET_VERSION, TPACKET_V3);
        set("reserving room before frames", PACKET_RESERVE, RESERVED_BYTES);
        // struct tpacket_req3; the kernel wants a frame size that divides the block, and then packs frames as they
        // come.
        set(
                "making a ring of " + (((long) blockBytes * blockCount) >> 20) + " MiB",
                PACKET_RX_RING,
                blockBytes,
                blockCount,
                blockBytes,
                blockCount,
                Tap.GATHER_MS,
                0,
                0);
        ringBytes = (long) blockBytes * blockCount;
        Pointer mapped = Libc.mmap(null, ringBytes, PROT_READ_WRITE, MAP_SHARED, descriptor, 0);
        if (Pointer.nativeValue(mapped) == -1) {
            throw cannotCapture(name, "mapping the ring", Libc.errno());
        }
        ring = mapped;
        return mapped.getByteBuffer(0, ringBytes);
    }

    private void set(String doing, int option, int... words) throws CaptureException {
        try (Memory value = new Memory(4L * words.length)) {
            value.write(0, words, 0, words.length);
            if (Libc.setsockopt(descriptor, SOL_PACKET, option, value, 4 * words.length) < 0) {
                throw cannotCapture(name, doing, Libc.errno());
            }
        }
    }

    /** Has frames come from now on. */
    void listen(boolean promiscuous) throws CaptureException {
        try (Memory address = new Memory(20)) {
            // struct sockaddr_ll
            address.clear();
            address.setShort(0, (short) AF_PACKET);
            address.setByte(3, (byte) ETH_P_ALL);
            address.setInt(4, index);
            if (Libc.bind(descriptor, address, 20) < 0) {
                throw cannotCapture(name, "binding to it", Libc.errno());
            }
        }
        if (promiscuous && index != 0) {
            // struct packet_mreq: index, type, and an address that does not count
            set("making it promiscuous", PACKET_ADD_MEMBERSHIP, index, PACKET_MR_PROMISC, 0, 0);
        }
    }

    /** What went wrong since the last question, as an errno; 0 if nothing did. */
    int takeError() {
        try (Memory value = new Memory(8)) {
            value.setInt(4, 4);
            return Libc.getsockopt(descriptor, SOL_SOCKET, SO_ERROR, value, value.share(4)) < 0 ? 0 : value.getInt(0);
        }
    }

    /** What the interface is called now; null if it is not here any more. */
    @Nullable
    String interfaceName() {
        if (index == 0) {
            return name;
        }
        try (Memory ifreq = new Memory(IFREQ_BYTES)) {
            ifreq.clear();
            ifreq.setInt(IFNAMSIZ, index);
            return Libc.ioctl(descriptor, SIOCGIFNAME, ifreq) == 0 ? ifreq.getString(0, "UTF-8") : null;
        }
    }

    boolean isUp(String nameNow) {
        return index == 0 || (request(descriptor, SIOCGIFFLAGS, nameNow) & IFF_UP) != 0;
    }

    /** Frames lost up to now; from any thread, also after it was closed. */
    synchronized Drops drops() {
        readStatistics();
        long device = readDeviceDrops();
        return new Drops(dropped, device < 0 || deviceDroppedBefore < 0 ? device : device - deviceDroppedBefore);
    }

    /** Frames that the kernel had for us, those lost included; as {@link #drops}. */
    synchronized long offered() {
        readStatistics();
        return offered;
    }

    private void readStatistics() {
        if (descriptor >= 0) {
            try (Memory value = new Memory(16)) {
                // struct tpacket_stats_v3: packets, drops, freezes; reading them sets them to 0.
                value.setInt(12, 12);
                if (Libc.getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, value, value.share(12)) == 0) {
                    offered += value.getInt(0) & UINT;
                    dropped += value.getInt(4) & UINT;
                }
            }
        }
    }

    /** The same two counters that libpcap looks at. */
    private long readDeviceDrops() {
        if (index == 0) {
            return 0;
        }
        Path statistics = Path.of("/sys/class/net", name, "statistics");
        try {
            return Long.parseLong(Files.readString(statistics.resolve("rx_missed_errors"))
                            .strip())
                    + Long.parseLong(Files.readString(statistics.resolve("rx_fifo_errors"))
                            .strip());
        } catch (IOException | NumberFormatException e) {
            return CaptureStats.UNKNOWN;
        }
    }

    @Override
    public synchronized void close() {
        if (descriptor < 0) {
            return;
        }
        drops();
        if (ringBytes > 0 && ring != null) {
            Libc.munmap(ring, ringBytes);
        }
        Libc.close(descriptor);
        descriptor = -1;
    }
}
