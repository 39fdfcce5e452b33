/**
 * Zeek's conn.log: a line a connection, with Zeek's columns, as tab-separated values or JSON, to a stream or to files that
 * are changed from time to time. Connections come in, bytes go out.
 */
@NullMarked
package org.wirestat.cli.zeek;

import org.jspecify.annotations.NullMarked;
