package org.wirestat.capture.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/** Numbers written one after the other, in a byte order. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    Bytes(ByteOrder order) {
        this.order = order;
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return number(value, 2);
    }

    Bytes u32(long value) {
        return number(value, 4);
    }

    Bytes u64(long value) {
        return number(value, 8);
    }

    private Bytes number(long value, int octets) {
        for (int i = 0; i < octets; i++) {
            int shift = 8 * (order == ByteOrder.BIG_ENDIAN ? octets - 1 - i : i);
            out.write((int) (value >>> shift));
        }
        return this;
    }

    Bytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Zeros up to the next multiple of 4. */
    Bytes pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
        return this;
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Recognisable contents: length octets that count up from {@code first}. */
    static byte[] counting(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
