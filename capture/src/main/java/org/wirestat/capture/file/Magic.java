package org.wirestat.capture.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the first bytes of a file say that it is. The content decides, never the name. */
enum Magic {
    PCAP,
    PCAPNG,
    /** What is said of these is said where they stand in compressed data: one layer is what tools write. */
    GZIP("gzip data in compressed data", "gzip -dc FILE | ./wirestat -r -"),
    ZSTD("zstd data in compressed data", "zstd -dc FILE | ./wirestat -r -"),
    LZ4("lz4 data in compressed data", "lz4 -dc FILE | ./wirestat -r -"),
    OLD_LZ4("lz4 data of the old kind, which wirestat does not unpack itself", "lz4 -dc FILE | ./wirestat -r -"),
    XZ("xz data, which wirestat does not unpack itself", "xz -dc FILE | ./wirestat -r -"),
    BZIP2("bzip2 data, which wirestat does not unpack itself", "bzip2 -dc FILE | ./wirestat -r -"),
    ZIP("a zip archive", "unzip -p FILE | ./wirestat -r -"),
    SNOOP,
    EMPTY("an empty file", ""),
    OTHER("not a capture: neither pcap nor pcapng", "file FILE");

    private final String description;
    private final String remedy;

    Magic() {
        this("", "");
    }

    Magic(String description, String remedy) {
        this.description = description;
        this.remedy = remedy;
    }

    /** What it is, in words, where it cannot be read. */
    String description() {
        return description;
    }

    /** Whether it is a capture, or compressed data that may be one. */
    boolean mayHoldFrames() {
        return switch (this) {
            case PCAP, PCAPNG, SNOOP, GZIP, ZSTD, LZ4 -> true;
            case OLD_LZ4, XZ, BZIP2, ZIP, EMPTY, OTHER -> false;
        };
    }

    List<String> remedies(String name) {
        return remedy.isEmpty() ? List.of() : List.of(remedy.replace("FILE", name));
    }

    /** @param start the first bytes, from position to limit; 24 if there are as many */
    static Magic of(ByteBuffer start) {
        int at = start.position();
        int length = start.remaining();
        if (length == 0) {
            return EMPTY;
        }
        if (length >= 2 && (start.getShort(at) & 0xffff) == GzipInput.MAGIC) {
            return GZIP;
        }
        if (length < 4) {
            return OTHER;
        }
        int magic = start.getInt(at);
        if (PcapFormat.isMagic(magic)) {
            return PCAP;
        }
        return switch (magic) {
            case PcapngFormat.SECTION_HEADER -> isSection(start) ? PCAPNG : OTHER;
            case 0x28b52ffd -> ZSTD;
            case Lz4Input.MAGIC -> LZ4;
            case 0x02214c18 -> OLD_LZ4;
            case 0xfd377a58 -> XZ;
            case 0x504b0304 -> ZIP;
            default -> startsWith(start, "snoop\0\0\0") ? SNOOP : startsWith(start, "BZh") ? BZIP2 : OTHER;
        };
    }

    private static boolean isSection(ByteBuffer start) {
        // A text may begin with these line ends; with less than 12 bytes it is a cut-off section at best.
        if (start.remaining() < 12) {
            return true;
        }
        int magic = start.getInt(start.position() + 8);
        return magic == PcapngFormat.BYTE_ORDER_MAGIC || Integer.reverseBytes(magic) == PcapngFormat.BYTE_ORDER_MAGIC;
    }

    private static boolean startsWith(ByteBuffer start, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        if (start.remaining() < expected.length) {
            return false;
        }
        byte[] actual = new byte[expected.length];
        start.get(start.position(), actual);
        return Arrays.equals(actual, expected);
    }
}
