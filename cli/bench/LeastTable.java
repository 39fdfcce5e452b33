import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The least that a table of conversations costs in a JVM: packets, bytes and TCP flags of each direction, and nothing else.
 * No state, no sequence number, no timer, no listening port, no malformed frame, no bound on memory. It is here to be
 * timed beside a C program that does the same, and beside wirestat:
 *
 * <pre>
 * javac -d /tmp/least cli/bench/LeastTable.java
 * java -XX:+UseSerialGC -XX:+UseTransparentHugePages -cp /tmp/least LeastTable [--two] FILE
 * </pre>
 *
 * FILE is a pcap of Ethernet, little-endian. With {@code --two} one thread reads and decodes, another one counts.
 */
final class LeastTable {

    private static final int FILE_HEADER = 24;
    private static final int FRAME_HEADER = 16;
    private static final int MEMORY = 1 << 20;

    private static final int ROWS = 1024;
    private static final int TOUCHED = 32;
    private static final int BATCHES = 8;

    /** Longs an entry, which are a cache line: key in two, packets, bytes in two, last time, flags, first direction. */
    private static final int ENTRY = 8;

    /** Decoded packets, in columns. */
    private static final class Batch {
        final long[] addresses = new long[ROWS];
        final long[] ports = new long[ROWS];
        final long[] hash = new long[ROWS];
        final long[] lengthAndFlags = new long[ROWS];
        final long[] time = new long[ROWS];
        int size;
    }

    private interface Sink {
        /** @return an empty batch */
        Batch take(Batch full) throws InterruptedException;
    }

    private long[] table = new long[(1 << 16) * ENTRY];
    private int entries;
    private long touched;
    private long packets;
    private long bytes;

    private static long mix(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return x * y ^ Math.multiplyHigh(x, y);
    }

    private static int unsigned16(ByteBuffer from, int at) {
        return from.getShort(at) & 0xffff;
    }

    private static int field(ByteBuffer memory, int at) {
        return Integer.reverseBytes(memory.getInt(at));
    }

    private static boolean decode(ByteBuffer from, int at, int captured, int length, long time, Batch into) {
        if (captured < 34) {
            return false;
        }
        int ip = 14;
        int type = unsigned16(from, at + 12);
        int vlan = 0;
        while (type == 0x8100 && ip + 4 <= captured) {
            vlan = unsigned16(from, at + ip) & 0xfff;
            type = unsigned16(from, at + ip + 2);
            ip += 4;
        }
        long source;
        long destination;
        int protocol;
        int transport;
        boolean isV6 = type == 0x86dd;
        if (type == 0x0800 && ip + 20 <= captured && (unsigned16(from, at + ip + 6) & 0x1fff) == 0) {
            long both = from.getLong(at + ip + 12);
            source = both >>> 32;
            destination = both & 0xffff_ffffL;
            protocol = from.get(at + ip + 9);
            transport = ip + (from.get(at + ip) & 15) * 4;
        } else if (isV6 && ip + 40 <= captured) {
            source = mix(from.getLong(at + ip + 8), from.getLong(at + ip + 16));
            destination = mix(from.getLong(at + ip + 24), from.getLong(at + ip + 32));
            protocol = from.get(at + ip + 6);
            transport = ip + 40;
        } else {
            return false;
        }
        boolean isEcho = protocol == 1 || protocol == 58;
        if (transport + 14 > captured || (protocol != 6 && protocol != 17 && !isEcho)) {
            return false;
        }
        int portPair = from.getInt(at + transport + (isEcho ? 4 : 0));
        int sourcePort = portPair >>> 16;
        int destinationPort = isEcho ? sourcePort : portPair & 0xffff;
        int flags = protocol == 6 ? from.get(at + transport + 13) & 0xff : 0;
        int order = Long.compareUnsigned(source, destination);
        boolean isSwapped = order > 0 || (order == 0 && sourcePort > destinationPort);
        long lower = isSwapped ? destination : source;
        long higher = isSwapped ? source : destination;
        long lowerPort = isSwapped ? destinationPort : sourcePort;
        long higherPort = isSwapped ? sourcePort : destinationPort;
        int row = into.size++;
        into.addresses[row] = isV6 ? mix(lower, higher) : lower << 32 | higher;
        into.ports[row] = lowerPort << 48 | higherPort << 32 | (long) vlan << 16 | (isV6 ? 0x100 : 0) | protocol;
        into.hash[row] = mix(into.addresses[row], into.ports[row]);
        into.lengthAndFlags[row] = (long) length << 32 | flags << 1 | (isSwapped ? 1 : 0);
        into.time[row] = time;
        return true;
    }

    /** Counts a batch; the waits for many entries overlap. */
    private void count(Batch batch) {
        for (int from = 0; from < batch.size; from += TOUCHED) {
            int to = Math.min(batch.size, from + TOUCHED);
            for (int row = from; row < to; row++) {
                touched += table[home(batch.hash[row])];
            }
            for (int row = from; row < to; row++) {
                if (entries * 10L > table.length / ENTRY * 6L) {
                    grow();
                }
                count(batch, row);
            }
        }
    }

    private void count(Batch batch, int row) {
        long[] table = this.table;
        long addresses = batch.addresses[row];
        long ports = batch.ports[row];
        int at = home(batch.hash[row]);
        while (table[at + 1] != 0 && (table[at] != addresses || table[at + 1] != ports)) {
            at = at + ENTRY & table.length - 1;
        }
        long lengthAndFlags = batch.lengthAndFlags[row];
        int direction = (int) lengthAndFlags & 1;
        if (table[at + 1] == 0) {
            table[at] = addresses;
            table[at + 1] = ports;
            table[at + 7] = direction;
            entries++;
        }
        table[at + 2] += 1L << 32 * direction;
        table[at + 3 + direction] += lengthAndFlags >>> 32;
        table[at + 5] = batch.time[row];
        table[at + 6] |= (lengthAndFlags >>> 1 & 0xff) << 8 * direction;
    }

    private int home(long hash) {
        return (int) hash * ENTRY & table.length - 1;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (int from = 0; from < old.length; from += ENTRY) {
            if (old[from + 1] != 0) {
                int at = home(mix(old[from], old[from + 1]));
                while (table[at + 1] != 0) {
                    at = at + ENTRY & table.length - 1;
                }
                System.arraycopy(old, from, table, at, ENTRY);
            }
        }
    }

    private void read(String file, Sink sink) throws IOException, InterruptedException {
        ByteBuffer memory = ByteBuffer.allocateDirect(MEMORY);
        Batch batch = new Batch();
        int at = FILE_HEADER;
        try (RandomAccessFile opened = new RandomAccessFile(file, "r");
                FileChannel channel = opened.getChannel()) {
            while (channel.read(memory) > 0) {
                int end = memory.position();
                while (end - at >= FRAME_HEADER && end - at - FRAME_HEADER >= field(memory, at + 8)) {
                    int captured = field(memory, at + 8);
                    int length = field(memory, at + 12);
                    long time = (long) field(memory, at) << 32 | field(memory, at + 4);
                    packets++;
                    bytes += length;
                    if (decode(memory, at + FRAME_HEADER, captured, length, time, batch) && batch.size == ROWS) {
                        batch = sink.take(batch);
                    }
                    at += FRAME_HEADER + captured;
                }
                memory.flip().position(at).compact();
                at = 0;
            }
        }
        sink.take(batch);
    }

    private void run(String file) throws IOException, InterruptedException {
        read(file, full -> {
            count(full);
            full.size = 0;
            return full;
        });
    }

    private void runByTwo(String file) throws IOException, InterruptedException {
        BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES + 2);
        BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES + 2);
        for (int i = 0; i < BATCHES; i++) {
            empty.add(new Batch());
        }
        Batch end = new Batch();
        Thread counter = new Thread(() -> {
            try {
                for (Batch batch = full.take(); batch != end; batch = full.take()) {
                    count(batch);
                    batch.size = 0;
                    empty.put(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        counter.start();
        read(file, batch -> {
            full.put(batch);
            return empty.take();
        });
        full.put(end);
        counter.join();
    }

    public static void main(String[] arguments) throws Exception {
        LeastTable table = new LeastTable();
        if (arguments[0].equals("--two")) {
            table.runByTwo(arguments[1]);
        } else {
            table.run(arguments[0]);
        }
        System.err.println(table.packets + " packets " + table.bytes + " bytes " + table.entries + " conversations"
                + (table.touched == 1 ? " " : ""));
    }
}
