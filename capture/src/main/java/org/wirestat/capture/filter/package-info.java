/**
 * Capture filters for frames that do not come from a live interface. In comes an expression in libpcap's language; out
 * goes a {@link org.wirestat.capture.FrameSource} that lends only the frames that match. libpcap compiles, we interpret.
 */
@NullMarked
package org.wirestat.capture.filter;

import org.jspecify.annotations.NullMarked;
