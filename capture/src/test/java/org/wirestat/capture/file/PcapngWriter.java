package org.wirestat.capture.file;

import java.nio.ByteOrder;

/** Writes pcapng blocks, right or wrong as a test asks for it. */
final class PcapngWriter {

    static final int ETHERNET = 1;

    private final ByteOrder order;
    private final Bytes out;

    PcapngWriter(ByteOrder order) {
        this.order = order;
        out = new Bytes(order);
    }

    static PcapngWriter littleEndian() {
        return new PcapngWriter(ByteOrder.LITTLE_ENDIAN);
    }

    /** A section and one Ethernet interface, as most files begin. */
    static PcapngWriter begun() {
        return littleEndian().section().iface(ETHERNET, 0);
    }

    Bytes body() {
        return new Bytes(order);
    }

    PcapngWriter section() {
        return section(1, 0, -1);
    }

    PcapngWriter section(int major, int minor, long length, byte... options) {
        Bytes body = body().u32(0x1a2b3c4d).u16(major).u16(minor).u64(length).raw(options);
        return block(0x0a0d0d0aL, body.toArray());
    }

    PcapngWriter iface(int linkType, long snaplen, byte... options) {
        return block(1, body().u16(linkType).u16(0).u32(snaplen).raw(options).toArray());
    }

    byte[] option(int code, byte... value) {
        return body().u16(code).u16(value.length).raw(value).pad().toArray();
    }

    byte[] endOfOptions() {
        return option(0);
    }

    byte[] tsresol(int value) {
        return option(9, (byte) value);
    }

    byte[] tsoffset(long seconds) {
        return option(14, body().u64(seconds).toArray());
    }

    PcapngWriter frame(int iface, long ticks, byte[] bytes) {
        return frame(iface, ticks, bytes, bytes.length);
    }

    PcapngWriter frame(int iface, long ticks, byte[] bytes, long wireLength, byte... options) {
        return enhanced(iface, ticks, bytes.length, wireLength, bytes, options);
    }

    PcapngWriter enhanced(long iface, long ticks, long captured, long wire, byte[] bytes, byte... options) {
        Bytes body = body().u32(iface)
                .u32(ticks >>> 32)
                .u32(ticks)
                .u32(captured)
                .u32(wire)
                .raw(bytes)
                .pad();
        return block(6, body.raw(options).toArray());
    }

    PcapngWriter obsoletePacket(int iface, long ticks, byte[] bytes) {
        Bytes body = body().u16(iface)
                .u16(0xffff)
                .u32(ticks >>> 32)
                .u32(ticks)
                .u32(bytes.length)
                .u32(bytes.length);
        return block(2, body.raw(bytes).pad().toArray());
    }

    PcapngWriter simplePacket(long wireLength, byte[] bytes) {
        return block(3, body().u32(wireLength).raw(bytes).pad().toArray());
    }

    PcapngWriter block(long type, byte[] body) {
        return block(type, body.length + 12L, body, body.length + 12L);
    }

    /** A block whose lengths may say anything. */
    PcapngWriter block(long type, long length, byte[] body, long trailer) {
        out.u32(type).u32(length).raw(body).u32(trailer);
        return this;
    }

    PcapngWriter raw(byte... bytes) {
        out.raw(bytes);
        return this;
    }

    byte[] toArray() {
        return out.toArray();
    }
}
