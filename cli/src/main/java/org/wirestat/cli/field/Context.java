package org.wirestat.cli.field;

import org.wirestat.cli.name.Names;
import org.wirestat.cli.process.Programs;

/**
 * What a row is told in.
 *
 * @param tableNs the moment of its table, nanoseconds since 1970
 * @param names what is known of the hosts' names
 * @param programs whose sockets they are, if that is to be told
 */
public record Context(long tableNs, Names names, Programs programs) {}
