/**
 * Capture files. In come names of files, FIFOs or {@code -}; out goes a {@link org.wirestat.capture.FrameSource} that
 * reads pcap and pcapng, plain or gzipped, through the memory of the batches that it is given. No native code.
 */
@NullMarked
package org.wirestat.capture.file;

import org.jspecify.annotations.NullMarked;
