/** Filters are compiled by the libpcap of the machine; skipped where there is none. */
@NullMarked
package org.wirestat.capture.filter;

import org.jspecify.annotations.NullMarked;
