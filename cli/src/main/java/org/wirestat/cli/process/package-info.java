/**
 * Whose sockets they are: processes of this very host, out of {@code /proc}. In come rows of {@code cli.view}; out go
 * process ids and names. Names are what programs call themselves, and so not to be trusted.
 */
@NullMarked
package org.wirestat.cli.process;

import org.jspecify.annotations.NullMarked;
