package org.wirestat.tracker.connlog;

import org.wirestat.tracker.TrackerOptions.Checksums;

/**
 * How a log is kept.
 *
 * @param checksums what becomes of packets with a wrong checksum
 * @param serverPorts by which the roles of a connection are told whose beginning was missed
 */
public record ConnLogOptions(Checksums checksums, ServerPorts serverPorts) {}
