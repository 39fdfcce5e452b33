package org.wirestat.cli;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.TrackerOptions;

/** How many connections the memory has room for. */
final class Room {

    static final int MOST_CONNECTIONS = 1 << 28;

    private static final int LEAST_CONNECTIONS = 1 << 16;

    /** Of what Java may take, which is half of the machine's; the rest is for tables that are printed and for buffers. */
    private static final double SHARE_OF_HEAP = 0.6;

    private Room() {}

    /** As many as a replay may hold: so many that a large capture stays exact. */
    static int inMemory() {
        double connections = Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP / TrackerOptions.BYTES_PER_CONNECTION;
        return (int) Math.max(LEAST_CONNECTIONS, Math.min(MOST_CONNECTIONS, connections));
    }

    /** What a table of so many connections may take. */
    static String words(int connections) {
        return "room for " + connections + " connections, which take up to " + Words.bytes(bytes(connections));
    }

    /** What is to be said if Java may not take as much; else null. */
    static @Nullable String warning(int connections) {
        long heap = Runtime.getRuntime().maxMemory();
        return bytes(connections) <= heap
                ? null
                : words(connections) + ", but Java may take only " + Words.bytes(heap)
                        + ": WIRESTAT_JAVA_OPTS=-Xmx… lets it take more";
    }

    private static long bytes(int connections) {
        return (long) connections * TrackerOptions.BYTES_PER_CONNECTION;
    }
}
