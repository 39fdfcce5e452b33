/**
 * From a wire or a file to frames. In comes the name of an interface or of a capture file; out go {@link
 * org.wirestat.capture.FrameBatch batches} of frames. This room knows nothing of IP or TCP.
 */
@NullMarked
package org.wirestat.capture;

import org.jspecify.annotations.NullMarked;
