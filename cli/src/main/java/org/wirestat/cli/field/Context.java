package org.wirestat.cli.field;

import org.wirestat.cli.name.Names;

/**
 * What a row is told in.
 *
 * @param tableNs the moment of its table, nanoseconds since 1970
 * @param names what is known of the hosts' names
 */
public record Context(long tableNs, Names names) {}
