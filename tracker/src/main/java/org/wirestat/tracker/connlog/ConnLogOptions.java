package org.wirestat.tracker.connlog;

import org.wirestat.tracker.TrackerOptions.Checksums;

/**
 * How a log is kept.
 *
 * @param checksums what becomes of packets with a wrong checksum
 * @param serverPorts by which the roles of a connection are told whose beginning was missed
 * @param takesAddresses whether the link addresses of connections are wanted
 * @param maxConnections most connections that are ever held at once; when there are more, those that are worth least are
 *     over before their time
 */
public record ConnLogOptions(Checksums checksums, ServerPorts serverPorts, boolean takesAddresses, int maxConnections) {

    /** What a connection takes at most, in bytes: its record, its place in an index that is half empty, its addresses. */
    public static final int BYTES_PER_CONNECTION = 384;
}
