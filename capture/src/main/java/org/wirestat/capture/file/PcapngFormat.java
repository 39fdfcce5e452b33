package org.wirestat.capture.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.wirestat.capture.FrameBatch;

/**
 * The pcapng format: blocks of (type, length, body, length again), in sections that each have their byte order and their
 * interfaces. Blocks with frames are used where they stand in memory; of the others, section headers and interface
 * descriptions are read option by option and all else goes by unread, whatever its length. So secrets (Decryption Secrets
 * Block) are never kept, and no block needs more memory than a frame.
 */
final class PcapngFormat extends RecordFormat {

    static final int SECTION_HEADER = 0x0a0d0d0a;
    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    // Body of each block up to its options or its frame, with the 8 bytes of type and length before it.
    private static final int SECTION_HEADER_FIXED = 24;
    private static final int INTERFACE_FIXED = 16;
    private static final int PACKET_FIXED = 28;
    private static final int SIMPLE_PACKET_FIXED = 12;

    private static final int BODY = 8;
    private static final int TRAILER = PcapngBlock.TRAILER;
    private static final int MIN_BLOCK = BODY + TRAILER;
    /** libpcap's limit, for blocks that have to be understood. */
    private static final int MAX_BLOCK = 16 << 20;

    private final PcapngInterfaces interfaces = new PcapngInterfaces();
    // The one that is used up piece by piece, if there is one.
    private final PcapngBlock open = new PcapngBlock();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    // What the header of the frame at hand says.
    private int captured;
    private int wire;
    private int linkType;
    private long timestampNs;

    @Override
    void walk(Window window, FrameBatch batch) throws BrokenCapture {
        while (!batch.isFull()) {
            boolean goesOn;
            if (hasLargeFrame()) {
                goesOn = addLargeFrame(window, batch);
            } else if (open.isOpen()) {
                goesOn = open.goOn(window, window.bytes(order), this);
            } else {
                plainPackets(window, batch);
                goesOn = !batch.isFull() && window.available() >= MIN_BLOCK && block(window, batch);
            }
            if (!goesOn) {
                return;
            }
        }
    }

    /**
     * What nearly all of a file is, in one flat loop of locals (CaptureFileBench, PCAPNG; this walk alone: 21 → 35 M frames/s): Enhanced Packet
     * Blocks that are whole and have nothing odd. It stops before any other, and leaves it to {@link #block}.
     */
    private void plainPackets(Window window, FrameBatch batch) {
        ByteBuffer bytes = window.bytes(order);
        int limit = window.limit;
        int at = window.position;
        int room = batch.capacity() - batch.size();
        int count = 0;
        long number = -1;
        int type = linkType;
        long ns = timestampNs;
        TickClock clock = TickClock.MICROSECONDS;
        while (count < room && limit - at >= PACKET_FIXED + TRAILER && bytes.getInt(at) == ENHANCED_PACKET) {
            int length = bytes.getInt(at + 4);
            int inFrame = bytes.getInt(at + 20);
            int onWire = bytes.getInt(at + 24);
            boolean plain = isPacketLength(length)
                    && length <= limit - at
                    && inFrame >= 0
                    && inFrame <= onWire
                    && inFrame <= Math.min(length - PACKET_FIXED - TRAILER, FrameBatch.MAX_FRAME_LENGTH)
                    && bytes.getInt(at + length - TRAILER) == length;
            if (!plain) {
                break;
            }
            int from = bytes.getInt(at + BODY);
            if ((from & 0xffff_ffffL) != number) {
                if (!interfaces.has(from)) {
                    break;
                }
                number = from;
                type = interfaces.get(from).linkType();
                clock = interfaces.get(from).clock();
            }
            ns = clock.toNs(ticks(bytes, at));
            batch.add(type, ns, onWire, at + PACKET_FIXED, inFrame);
            at += length;
            count++;
        }
        timestampNs = ns;
        window.position = at;
        countFrames(count);
    }

    private static long ticks(ByteBuffer bytes, int at) {
        return ((long) bytes.getInt(at + 12) << 32) | (bytes.getInt(at + 16) & 0xffff_ffffL);
    }

    private static boolean isPacketLength(int length) {
        return length >= PACKET_FIXED + TRAILER && length <= MAX_BLOCK && (length & 3) == 0;
    }

    /** Begins with the block that comes next, or uses it up; false if more bytes are wanted. */
    private boolean block(Window window, FrameBatch batch) throws BrokenCapture {
        ByteBuffer bytes = window.bytes(order);
        int type = bytes.getInt(window.position);
        if (type == SECTION_HEADER) {
            return sectionHeader(window);
        }
        int length = bytes.getInt(window.position + 4);
        return switch (type) {
            case INTERFACE_DESCRIPTION -> interfaceDescription(window, bytes, length);
            case ENHANCED_PACKET, PACKET -> {
                requireLength(window, length, PACKET_FIXED, nextFrame());
                yield packet(window, batch, bytes, type == ENHANCED_PACKET, length);
            }
            case SIMPLE_PACKET -> {
                requireLength(window, length, SIMPLE_PACKET_FIXED, nextFrame());
                yield simplePacket(window, batch, bytes, length);
            }
            default -> {
                // 2³¹ and more is legal here; nothing of it stands in memory.
                requireWhole(window, length, MIN_BLOCK, PcapngBlock.place(this));
                open.skip(window, length, BODY, (length & 0xffff_ffffL) - MIN_BLOCK);
                yield true;
            }
        };
    }

    private boolean sectionHeader(Window window) throws BrokenCapture {
        if (window.available() < SECTION_HEADER_FIXED) {
            return false;
        }
        int at = window.position;
        String place = "a section header";
        int magic = window.bytes(ByteOrder.BIG_ENDIAN).getInt(at + BODY);
        if (magic == BYTE_ORDER_MAGIC) {
            order = ByteOrder.BIG_ENDIAN;
        } else if (Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC) {
            order = ByteOrder.LITTLE_ENDIAN;
        } else {
            throw BrokenCapture.damaged(
                    window.inputPosition(), place, "byte-order magic is " + Integer.toHexString(magic));
        }
        ByteBuffer bytes = window.bytes(order);
        int major = bytes.getShort(at + 12) & 0xffff;
        int minor = bytes.getShort(at + 14) & 0xffff;
        // 1.2 was written by mistake once and is the same as 1.0.
        if (major != 1 || (minor != 0 && minor != 2)) {
            throw BrokenCapture.damaged(
                    window.inputPosition(), place, "pcapng version " + major + "." + minor + ", only 1.0 is known");
        }
        int length = bytes.getInt(at + 4);
        requireLength(window, length, SECTION_HEADER_FIXED, place);
        interfaces.forgetAll();
        open.readOptions(window, length, SECTION_HEADER_FIXED, null);
        return true;
    }

    private boolean interfaceDescription(Window window, ByteBuffer bytes, int length) throws BrokenCapture {
        String place = "the description of interface " + interfaces.count();
        requireLength(window, length, INTERFACE_FIXED, place);
        if (interfaces.isFull()) {
            throw BrokenCapture.damaged(
                    window.inputPosition(), place, "more than " + PcapngInterfaces.MAX + " interfaces");
        }
        if (window.available() < INTERFACE_FIXED) {
            return false;
        }
        int at = window.position;
        interfaces.begin(bytes.getShort(at + BODY) & 0xffff, bytes.getInt(at + 12));
        open.readOptions(window, length, INTERFACE_FIXED, interfaces);
        return true;
    }

    /** An Enhanced Packet Block, or the obsolete Packet Block, where the interface's number has only two octets. */
    private boolean packet(Window window, FrameBatch batch, ByteBuffer bytes, boolean enhanced, int length)
            throws BrokenCapture {
        if (window.available() < PACKET_FIXED) {
            return false;
        }
        int at = window.position;
        int number = enhanced ? bytes.getInt(at + BODY) : bytes.getShort(at + BODY) & 0xffff;
        if (!interfaces.has(number)) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    nextFrame(),
                    "interface " + (number & 0xffff_ffffL) + " of " + interfaces.count());
        }
        PcapngInterface from = interfaces.get(number);
        captured = bytes.getInt(at + 20);
        wire = bytes.getInt(at + 24);
        if (Integer.compareUnsigned(captured, length - PACKET_FIXED - TRAILER) > 0) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    nextFrame(),
                    "captured length " + (captured & 0xffff_ffffL) + " in a block of " + length + " bytes");
        }
        linkType = from.linkType();
        timestampNs = from.clock().toNs(ticks(bytes, at));
        return frame(window, batch, bytes, PACKET_FIXED, length);
    }

    private boolean simplePacket(Window window, FrameBatch batch, ByteBuffer bytes, int length) throws BrokenCapture {
        if (!interfaces.has(0)) {
            throw BrokenCapture.damaged(window.inputPosition(), nextFrame(), "interface 0 of 0");
        }
        PcapngInterface from = interfaces.get(0);
        wire = bytes.getInt(window.position + BODY);
        captured = length - SIMPLE_PACKET_FIXED - TRAILER;
        if (Integer.compareUnsigned(wire, captured) < 0) {
            captured = wire;
        }
        if (from.snaplen() != 0 && Integer.compareUnsigned(from.snaplen(), captured) < 0) {
            captured = from.snaplen();
        }
        linkType = from.linkType();
        // It bears no time: timestampNs stays that of the frame before it, the nearest that is known.
        return frame(window, batch, bytes, SIMPLE_PACKET_FIXED, length);
    }

    /** Adds the frame whose header was just taken apart; false if more bytes are wanted. */
    private boolean frame(Window window, FrameBatch batch, ByteBuffer bytes, int fixed, int length)
            throws BrokenCapture {
        if (captured > FrameBatch.MAX_FRAME_LENGTH) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    nextFrame(),
                    "captured length " + captured + " is more than " + FrameBatch.MAX_FRAME_LENGTH);
        }
        int at = window.position;
        boolean large = length > window.capacity();
        if (!large) {
            if (length > window.available()) {
                return false;
            }
            int trailer = bytes.getInt(at + length - TRAILER);
            if (trailer != length) {
                throw PcapngBlock.badTrailer(window.inputPosition(), trailer, length, nextFrame());
            }
        }
        if (Integer.compareUnsigned(captured, wire) > 0) {
            countOdd(1);
        }
        int wireLength = wire < 0 ? Integer.MAX_VALUE : wire;
        if (large) {
            open.skip(window, length, fixed, (long) length - fixed - TRAILER - captured);
            expectLargeFrame(linkType, timestampNs, wireLength, captured);
            return true;
        }
        batch.add(linkType, timestampNs, wireLength, at + fixed, captured);
        countFrames(1);
        window.position = at + length;
        return true;
    }

    private void requireLength(Window window, int length, int fixed, String place) throws BrokenCapture {
        requireWhole(window, length, fixed + TRAILER, place);
        if (length < 0 || length > MAX_BLOCK) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    place,
                    "block length " + (length & 0xffff_ffffL) + " is more than " + MAX_BLOCK);
        }
    }

    private static void requireWhole(Window window, int length, int least, String place) throws BrokenCapture {
        if (Integer.compareUnsigned(length, least) < 0 || (length & 3) != 0) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    place,
                    "block length " + (length & 0xffff_ffffL) + " is less than " + least + " or no multiple of 4");
        }
    }

    @Override
    long bytesToSkip() {
        return hasLargeFrame() ? 0 : open.toSkip();
    }

    @Override
    void skipped(long count) {
        open.skipped(count);
    }

    @Override
    boolean isBetweenRecords(Window window) {
        return !open.isOpen() && window.available() == 0;
    }

    @Override
    BrokenCapture cutShort(Window window) {
        String place = PcapngBlock.place(this);
        if (open.isOpen()) {
            long there = window.inputEnd() - open.start();
            return BrokenCapture.cutShort(
                    window.inputEnd(), hasLargeFrame() ? "the block of " + nextFrame() : place, open.length(), there);
        }
        int there = window.available();
        if (there < MIN_BLOCK) {
            return BrokenCapture.cutShort(window.inputEnd(), place, MIN_BLOCK, there);
        }
        ByteBuffer bytes = window.bytes(order);
        int type = bytes.getInt(window.position);
        if (type == SECTION_HEADER) {
            return BrokenCapture.cutShort(window.inputEnd(), place, SECTION_HEADER_FIXED + TRAILER, there);
        }
        boolean frame = type == ENHANCED_PACKET || type == PACKET || type == SIMPLE_PACKET;
        long announced = bytes.getInt(window.position + 4) & 0xffff_ffffL;
        return BrokenCapture.cutShort(
                window.inputEnd(), frame ? "the block of " + nextFrame() : place, announced, there);
    }
}
