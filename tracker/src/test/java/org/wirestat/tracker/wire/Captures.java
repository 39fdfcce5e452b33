package org.wirestat.tracker.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the captures that stand beside the project, where they do: just enough of pcap and pcapng for these tests. */
final class Captures {

    private static final int PCAP_MICROSECONDS = 0xa1b2c3d4;
    private static final int PCAP_NANOSECONDS = 0xa1b23c4d;
    private static final int PCAPNG_SECTION = 0x0a0d0d0a;
    private static final int PCAPNG_BYTE_ORDER = 0x1a2b3c4d;

    interface Frames {
        void onFrame(int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength);
    }

    private Captures() {}

    /** The folder of captures; null, with a printed reason, where there is none. */
    static @Nullable Path folder(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolveSibling("shared").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        System.out.println("skipped: no folder shared/" + name + " beside the project");
        return null;
    }

    /** The capture files directly in a folder, by name. */
    static List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(folder, "*.{pcap,pcapng}")) {
            stream.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /** Lends every frame of a file; what is broken ends it. */
    static void read(Path file, Frames frames) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(content.length).put(content).flip();
        if (bytes.limit() < 24) {
            return;
        }
        int magic = bytes.getInt(0);
        int reversed = Integer.reverseBytes(magic);
        if (magic == PCAPNG_SECTION) {
            readPcapng(bytes, frames);
        } else if (magic == PCAP_MICROSECONDS || magic == PCAP_NANOSECONDS) {
            readPcap(bytes, ByteOrder.BIG_ENDIAN, magic == PCAP_NANOSECONDS ? 1 : 1000, frames);
        } else if (reversed == PCAP_MICROSECONDS || reversed == PCAP_NANOSECONDS) {
            readPcap(bytes, ByteOrder.LITTLE_ENDIAN, reversed == PCAP_NANOSECONDS ? 1 : 1000, frames);
        }
    }

    private static void readPcap(ByteBuffer bytes, ByteOrder order, int unitNs, Frames frames) {
        ByteBuffer header = bytes.duplicate().order(order);
        int linkType = header.getInt(20) & 0xffff;
        int at = 24;
        while (bytes.limit() - at >= 16) {
            long timestampNs = header.getInt(at) * 1_000_000_000L + (long) header.getInt(at + 4) * unitNs;
            int captured = header.getInt(at + 8);
            int wire = header.getInt(at + 12);
            at += 16;
            if (captured < 0 || captured > bytes.limit() - at) {
                return;
            }
            frames.onFrame(linkType, timestampNs, wire, bytes, at, captured);
            at += captured;
        }
    }

    private static void readPcapng(ByteBuffer bytes, Frames frames) {
        ByteBuffer header = bytes.duplicate();
        List<Integer> linkTypes = new ArrayList<>();
        int at = 0;
        while (bytes.limit() - at >= 12) {
            int type = header.getInt(at);
            if (type == PCAPNG_SECTION) {
                header.order(
                        bytes.getInt(at + 8) == PCAPNG_BYTE_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                linkTypes.clear();
            }
            int length = header.getInt(at + 4);
            if (length < 12 || length % 4 != 0 || length > bytes.limit() - at) {
                return;
            }
            if (type == 1) {
                linkTypes.add(header.getShort(at + 8) & 0xffff);
            } else if (type == 6 && length >= 32) {
                int interfaceId = header.getInt(at + 8);
                int captured = header.getInt(at + 20);
                if (interfaceId < 0 || interfaceId >= linkTypes.size() || captured < 0 || captured > length - 32) {
                    return;
                }
                long time = ((long) header.getInt(at + 12) << 32) + (header.getInt(at + 16) & 0xffff_ffffL);
                int wire = header.getInt(at + 24);
                frames.onFrame(linkTypes.get(interfaceId), time * 1000, wire, bytes, at + 28, captured);
            } else if (type == 3 && !linkTypes.isEmpty() && length >= 16) {
                int wire = header.getInt(at + 8);
                frames.onFrame(linkTypes.get(0), 0, wire, bytes, at + 12, Math.min(wire, length - 16));
            }
            at += length;
        }
    }
}
