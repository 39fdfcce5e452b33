package org.wirestat.cli.view;

import java.util.List;

/**
 * The sockets of one moment.
 *
 * @param timeNs the moment, nanoseconds since 1970
 * @param rows in the order in which they are to be printed
 */
public record SocketTable(long timeNs, List<SocketRow> rows, Integrity integrity) {}
