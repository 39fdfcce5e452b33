package org.wirestat.capture.file;

import java.nio.ByteOrder;

/** Writes the classic format, right or wrong as a test asks for it. */
final class PcapWriter {

    static final int MICROS = 0xa1b2c3d4;
    static final int NANOS = 0xa1b23c4d;
    static final int MODIFIED = 0xa1b2cd34;
    static final int ETHERNET = 1;

    private final Bytes out;
    private final boolean modified;

    private PcapWriter(ByteOrder order, int magic, int major, int minor, long snaplen, long network) {
        out = new Bytes(order);
        out.u32(magic).u16(major).u16(minor).u32(0).u32(0).u32(snaplen).u32(network);
        modified = magic == MODIFIED;
    }

    static PcapWriter littleEndian(int magic) {
        return of(ByteOrder.LITTLE_ENDIAN, magic);
    }

    static PcapWriter of(ByteOrder order, int magic) {
        return new PcapWriter(order, magic, 2, 4, 65535, ETHERNET);
    }

    static PcapWriter version(int major, int minor) {
        return new PcapWriter(ByteOrder.LITTLE_ENDIAN, MICROS, major, minor, 65535, ETHERNET);
    }

    static PcapWriter header(long snaplen, long network) {
        return new PcapWriter(ByteOrder.LITTLE_ENDIAN, MICROS, 2, 4, snaplen, network);
    }

    PcapWriter frame(long seconds, long fraction, byte[] bytes) {
        return record(seconds, fraction, bytes.length, bytes.length, bytes);
    }

    /** A record whose header may say anything. */
    PcapWriter record(long seconds, long fraction, long first, long second, byte[] bytes) {
        out.u32(seconds).u32(fraction).u32(first).u32(second);
        if (modified) {
            out.u32(7).u16(0x0800).u8(0).u8(0);
        }
        out.raw(bytes);
        return this;
    }

    byte[] toArray() {
        return out.toArray();
    }
}
