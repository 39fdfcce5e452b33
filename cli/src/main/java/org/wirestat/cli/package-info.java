/**
 * The program: options, the session that feeds frames to the tracker and asks it for tables, messages, exit codes. In
 * comes a command line and one {@link org.wirestat.cli.Io} for everything outside; out goes an exit code.
 */
@NullMarked
package org.wirestat.cli;

import org.jspecify.annotations.NullMarked;
