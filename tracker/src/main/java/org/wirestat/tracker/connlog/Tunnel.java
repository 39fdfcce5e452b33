package org.wirestat.tracker.connlog;

import org.wirestat.tracker.wire.Segment;

/** The tunnels around a packet, from the outermost to the one that carries it: none, for nearly all packets. */
final class Tunnel {

    /** The value of {@link #id} where there is none. */
    static final long NONE = 0;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long a;
    private long b;
    private long c;
    private long d;
    private long id = NONE;

    void leave() {
        id = NONE;
    }

    /** A number for all of them in their order. */
    long id() {
        return id;
    }

    /** Goes into a connection of datagrams that carries packets. */
    void enter(Conn conn) {
        enter(conn.startNs(), conn.frame(), conn.addresses(), conn.keyB());
    }

    /** Goes into a tunnel between two hosts, which has no ports: GRE, or IP in IP. */
    void enterBetween(Segment outer) {
        long source = outer.sourceHigh * GOLDEN_RATIO + outer.sourceLow;
        long destination = outer.destinationHigh * GOLDEN_RATIO + outer.destinationLow;
        enter(Math.min(source, destination), Math.max(source, destination), outer.ipVersion, NONE);
    }

    private void enter(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
        id = ((id ^ (a * 31 + b * 37 + c * 41 + d * 43)) * GOLDEN_RATIO) | 1;
    }

    /** Name of the innermost. */
    String uid() {
        return Uid.of(a, b, c, d);
    }
}
