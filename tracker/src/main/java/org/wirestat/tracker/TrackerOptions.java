package org.wirestat.tracker;

/**
 * How a tracker reads its frames. Made from {@link #defaults()}, one change after the other.
 *
 * @param timeouts when endpoints without traffic go
 * @param checksums whether wrong TCP checksums are believed
 * @param maxConnections most connections that are ever held at once; when there are more, those that are worth least go
 */
public record TrackerOptions(
        Timeouts timeouts,
        Checksums checksums,
        Duplicates duplicates,
        Vlans vlans,
        Carriers carriers,
        Input input,
        int maxConnections) {

    /** What a connection takes at most, in bytes: its record, its place in an index that is half empty, its addresses. */
    public static final int BYTES_PER_CONNECTION = 256;

    private static final int USUAL_MAX = 1 << 20;
    private static final int CONNECTIONS_OF_HOST = 16;
    private static final int LEAST_HOSTS = 1 << 16;

    /** What to do with a control segment whose checksum is wrong. */
    public enum Checksums {
        /** Not believed, unless its sender's checksums are evidently filled in by the interface, after us. */
        AUTO,
        /** Never believed. */
        VERIFY,
        /** Not looked at. */
        IGNORE
    }

    /** What becomes of a frame's second copy, as mirrors deliver it. */
    public enum Duplicates {
        DROP,
        /** It counts like a frame of its own. */
        KEEP
    }

    /** Whether equal addresses and ports under two VLAN tags are one connection. */
    public enum Vlans {
        MERGE,
        SEPARATE
    }

    /** Whether the datagrams that carry a tunnel are conversations too, beside what they carry. */
    public enum Carriers {
        HIDE,
        SHOW
    }

    /** Where frames come from, as far as it matters to who finds no room. */
    public enum Input {
        /** Nobody can foresee which connections share a part of the table, and crowd just that. */
        WIRE,
        /** The same frames give the same tables, also where they overflow. */
        FILE
    }

    /** Hosts of which anything is counted, where that is wanted: not the first thing that there is no room for. */
    public int maxHosts() {
        return Math.max(LEAST_HOSTS, maxConnections / CONNECTIONS_OF_HOST);
    }

    public static TrackerOptions defaults() {
        return new TrackerOptions(
                Timeouts.linux(), Checksums.AUTO, Duplicates.DROP, Vlans.MERGE, Carriers.HIDE, Input.WIRE, USUAL_MAX);
    }

    public TrackerOptions withTimeouts(Timeouts timeouts) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withChecksums(Checksums checksums) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withDuplicates(Duplicates duplicates) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withVlans(Vlans vlans) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withCarriers(Carriers carriers) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withInput(Input input) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }

    public TrackerOptions withMaxConnections(int maxConnections) {
        return new TrackerOptions(timeouts, checksums, duplicates, vlans, carriers, input, maxConnections);
    }
}
