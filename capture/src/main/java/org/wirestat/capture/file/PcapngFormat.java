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
    private static final int TRAILER = 4;
    private static final int MIN_BLOCK = BODY + TRAILER;
    /** libpcap's limit, for blocks that have to be understood. */
    private static final int MAX_BLOCK = 16 << 20;

    private final PcapngInterfaces interfaces = new PcapngInterfaces();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    // What the header of the frame at hand says.
    private int captured;
    private int wire;
    private int linkType;
    private long timestampNs;

    // A block that is used up piece by piece, in this order: bytes to skip, options, trailer. Length 0: there is none.
    private int blockLength;
    private long blockStart;
    private long toSkip;
    private int optionsLeft;
    private boolean inInterface;

    @Override
    void walk(Window window, FrameBatch batch) throws BrokenCapture {
        ByteBuffer bytes = window.bytes(order);
        while (!batch.isFull()) {
            if (blockLength != 0) {
                if (!goOnWithBlock(window, batch)) {
                    return;
                }
                continue;
            }
            if (window.available() < MIN_BLOCK) {
                return;
            }
            int at = window.position;
            int type = bytes.getInt(at);
            int length = bytes.getInt(at + 4);
            if (type == ENHANCED_PACKET && isPacketLength(length)) {
                if (!packet(window, batch, bytes, true, length)) {
                    return;
                }
            } else {
                if (!otherBlock(window, batch, type)) {
                    return;
                }
                bytes = window.bytes(order);
            }
        }
    }

    private static boolean isPacketLength(int length) {
        return length >= PACKET_FIXED + TRAILER && length <= MAX_BLOCK && (length & 3) == 0;
    }

    private boolean otherBlock(Window window, FrameBatch batch, int type) throws BrokenCapture {
        if (type == SECTION_HEADER) {
            return sectionHeader(window);
        }
        ByteBuffer bytes = window.bytes(order);
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
                requireWhole(window, length, MIN_BLOCK, aBlock());
                begin(window, length, BODY);
                toSkip = (length & 0xffff_ffffL) - MIN_BLOCK;
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
        begin(window, length, SECTION_HEADER_FIXED);
        optionsLeft = length - SECTION_HEADER_FIXED - TRAILER;
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
        inInterface = true;
        begin(window, length, INTERFACE_FIXED);
        optionsLeft = length - INTERFACE_FIXED - TRAILER;
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
        long ticks = ((long) bytes.getInt(at + 12) << 32) | (bytes.getInt(at + 16) & 0xffff_ffffL);
        captured = bytes.getInt(at + 20);
        wire = bytes.getInt(at + 24);
        if (Integer.compareUnsigned(captured, length - PACKET_FIXED - TRAILER) > 0) {
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    nextFrame(),
                    "captured length " + (captured & 0xffff_ffffL) + " in a block of " + length + " bytes");
        }
        linkType = from.linkType();
        timestampNs = from.clock().toNs(ticks);
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
                throw badTrailer(window.inputPosition(), trailer, length, nextFrame());
            }
        }
        if (Integer.compareUnsigned(captured, wire) > 0) {
            countOdd(1);
        }
        int wireLength = wire < 0 ? Integer.MAX_VALUE : wire;
        if (large) {
            begin(window, length, fixed);
            expectLargeFrame(linkType, timestampNs, wireLength, captured);
            toSkip = (long) length - fixed - TRAILER - captured;
            return true;
        }
        batch.add(linkType, timestampNs, wireLength, at + fixed, captured);
        countFrames(1);
        window.position = at + length;
        return true;
    }

    private void begin(Window window, int length, int used) {
        blockStart = window.inputPosition();
        blockLength = length;
        window.position += used;
    }

    private boolean goOnWithBlock(Window window, FrameBatch batch) throws BrokenCapture {
        if (hasLargeFrame() && !addLargeFrame(window, batch)) {
            return false;
        }
        if (toSkip > 0) {
            int n = (int) Math.min(toSkip, window.available());
            window.position += n;
            toSkip -= n;
            if (toSkip > 0) {
                return false;
            }
        }
        if (optionsLeft > 0) {
            return option(window);
        }
        if (window.available() < TRAILER) {
            return false;
        }
        int trailer = window.bytes(order).getInt(window.position);
        if (trailer != blockLength) {
            throw badTrailer(blockStart, trailer, blockLength, aBlock());
        }
        window.position += TRAILER;
        if (inInterface) {
            interfaces.end();
            inInterface = false;
        }
        blockLength = 0;
        return true;
    }

    private boolean option(Window window) throws BrokenCapture {
        // The length of a block is a multiple of 4, and so is what each option takes.
        if (window.available() < 4) {
            return false;
        }
        ByteBuffer bytes = window.bytes(order);
        int at = window.position;
        int code = bytes.getShort(at) & 0xffff;
        int length = bytes.getShort(at + 2) & 0xffff;
        int padded = (length + 3) & ~3;
        if (4 + padded > optionsLeft) {
            throw badOption(window, code, "runs over the end of its block");
        }
        if (code == 0) {
            if (length != 0) {
                throw badOption(window, code, "ends the options and has a length");
            }
            padded = optionsLeft - 4;
        } else if (inInterface
                && (code == PcapngInterfaces.OPTION_TSRESOL || code == PcapngInterfaces.OPTION_TSOFFSET)) {
            int expected = code == PcapngInterfaces.OPTION_TSRESOL ? 1 : 8;
            if (length != expected) {
                throw badOption(window, code, "has length " + length + ", not " + expected);
            }
            if (window.available() < 4 + padded) {
                return false;
            }
            boolean allowed = code == PcapngInterfaces.OPTION_TSRESOL
                    ? interfaces.resolution(bytes.get(at + 4) & 0xff)
                    : interfaces.offset(bytes.getLong(at + 4));
            if (!allowed) {
                throw badOption(window, code, "is out of range, or given twice");
            }
        }
        window.position += 4;
        optionsLeft -= 4 + padded;
        toSkip = padded;
        return true;
    }

    private BrokenCapture badOption(Window window, int code, String what) {
        return BrokenCapture.damaged(window.inputPosition(), aBlock(), "option " + code + " " + what);
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

    private static BrokenCapture badTrailer(long start, int trailer, int length, String place) {
        return BrokenCapture.damaged(
                start,
                place,
                "block length " + (length & 0xffff_ffffL) + " at its head, " + (trailer & 0xffff_ffffL)
                        + " at its end");
    }

    @Override
    long bytesToSkip() {
        return hasLargeFrame() ? 0 : toSkip;
    }

    @Override
    void skipped(long count) {
        toSkip -= count;
    }

    @Override
    boolean isBetweenRecords(Window window) {
        return blockLength == 0 && window.available() == 0;
    }

    @Override
    BrokenCapture cutShort(Window window) {
        long start = blockLength == 0 ? window.inputPosition() : blockStart;
        long there = window.inputEnd() - start;
        ByteBuffer bytes = window.bytes(order);
        int type = blockLength == 0 && there >= MIN_BLOCK ? bytes.getInt(window.position) : -1;
        long announced = blockLength != 0
                ? blockLength & 0xffff_ffffL
                : there >= MIN_BLOCK ? bytes.getInt(window.position + 4) & 0xffff_ffffL : MIN_BLOCK;
        if (type == SECTION_HEADER) {
            announced = SECTION_HEADER_FIXED + TRAILER;
        }
        boolean frame = hasLargeFrame() || type == ENHANCED_PACKET || type == PACKET || type == SIMPLE_PACKET;
        return BrokenCapture.cutShort(
                window.inputEnd(), frame ? "the block of " + nextFrame() : aBlock(), announced, there);
    }

    private String aBlock() {
        return frames() == 0 ? "a block before any frame" : "a block after frame " + frames();
    }
}
