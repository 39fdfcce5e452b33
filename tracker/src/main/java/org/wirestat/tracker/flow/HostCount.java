package org.wirestat.tracker.flow;

/**
 * About how many different hosts were counted, to some 7 %: HyperLogLog with 256 registers (Flajolet, Fusy, Gandouet,
 * Meunier 2007), small counts by the registers that are still empty. Several stand in one array.
 */
final class HostCount {

    static final int REGISTERS = 256;

    private static final int INDEX_BITS = 8;
    private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

    private HostCount() {}

    /** @param hash of the host, all bits of it random */
    static void add(long hash, byte[] registers, int base) {
        int at = base + (int) (hash >>> (64 - INDEX_BITS));
        int rank = Math.min(64 - INDEX_BITS, Long.numberOfLeadingZeros(hash << INDEX_BITS)) + 1;
        if (rank > registers[at]) {
            registers[at] = (byte) rank;
        }
    }

    /** As if everything that was counted in the one had been counted in the other. */
    static void merge(byte[] from, int fromBase, byte[] into, int intoBase) {
        for (int i = 0; i < REGISTERS; i++) {
            into[intoBase + i] = (byte) Math.max(into[intoBase + i], from[fromBase + i]);
        }
    }

    static long estimate(byte[] registers, int base) {
        double sum = 0;
        int empty = 0;
        for (int i = 0; i < REGISTERS; i++) {
            sum += Math.scalb(1.0, -registers[base + i]);
            empty += registers[base + i] == 0 ? 1 : 0;
        }
        double raw = BIAS * REGISTERS * REGISTERS / sum;
        boolean isSmall = raw <= 2.5 * REGISTERS && empty > 0;
        return Math.round(isSmall ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
    }
}
