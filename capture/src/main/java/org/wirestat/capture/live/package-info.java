/**
 * Live interfaces, by Pcap4J: the only room that knows it. In come names of interfaces and options; out goes a {@link
 * org.wirestat.capture.FrameSource}. Nothing here is loaded while only files are read.
 */
@NullMarked
package org.wirestat.capture.live;

import org.jspecify.annotations.NullMarked;
