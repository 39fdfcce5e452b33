package org.wirestat.tracker.connlog;

import org.wirestat.tracker.TrackerOptions.Checksums;

/**
 * How a log is kept.
 *
 * @param checksums what becomes of packets with a wrong checksum
 * @param serverPorts by which the roles of a connection are told whose beginning was missed
 * @param takesAddresses whether the link addresses of connections are wanted
 */
public record ConnLogOptions(Checksums checksums, ServerPorts serverPorts, boolean takesAddresses) {}
