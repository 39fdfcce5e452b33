package org.wirestat.cli.view;

import java.util.List;

/**
 * What one view shows of one moment.
 *
 * @param timeNs the moment, nanoseconds since 1970
 * @param rows in the order in which they are to be printed
 */
public record Table<R>(long timeNs, List<R> rows, Integrity integrity) {}
