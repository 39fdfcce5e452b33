package org.wirestat.tracker.wire;

/** How closely a decoder looks. */
public enum Scrutiny {
    /**
     * As much as the state of a socket needs: checksums of TCP segments that begin or end something. What a header says of
     * its length is believed, also where the frame was shorter on its way to us.
     */
    CONTROL,
    /** A packet that does not fit into its frame is refused, and Teredo is recognised on any port. */
    LENGTHS,
    /** As before, and the checksums of all packets are looked at; one with a wrong IP header is refused. */
    CHECKSUMS;

    boolean minds(Scrutiny other) {
        return compareTo(other) >= 0;
    }
}
