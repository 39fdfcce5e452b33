package org.wirestat.cli;

import org.jspecify.annotations.Nullable;

/** How many connections the memory has room for. */
final class Room {

    static final int MOST_CONNECTIONS = 1 << 28;

    private static final int LEAST_CONNECTIONS = 1 << 16;

    /** Of what Java may take, which is half of the machine's; the rest is for tables that are printed and for buffers. */
    private static final double SHARE_OF_HEAP = 0.6;

    private Room() {}

    /**
     * As many as a replay may hold: so many that a large capture stays exact.
     *
     * @param bytes that each takes
     */
    static int inMemory(int bytes) {
        double connections = Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP / bytes;
        return (int) Math.max(LEAST_CONNECTIONS, Math.min(MOST_CONNECTIONS, connections));
    }

    /** What a table of so many connections may take, at so many bytes each. */
    static String words(int connections, int bytes) {
        return "room for " + connections + " connections, which take up to " + Words.bytes((long) connections * bytes);
    }

    /** What Java may take, as the launcher chose it or its user did. */
    static String ofJava() {
        return "memory: Java may take " + Words.bytes(Runtime.getRuntime().maxMemory())
                + "; WIRESTAT_JAVA_OPTS=-Xmx8g, say, sets another limit";
    }

    /** What is to be said if Java may not take as much; else null. */
    static @Nullable String warning(int connections, int bytes) {
        long heap = Runtime.getRuntime().maxMemory();
        return (long) connections * bytes <= heap
                ? null
                : words(connections, bytes) + ", but Java may take only " + Words.bytes(heap)
                        + ": WIRESTAT_JAVA_OPTS=-Xmx8g, say, lets it take more";
    }
}
