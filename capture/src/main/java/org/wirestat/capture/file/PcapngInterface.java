package org.wirestat.capture.file;

/**
 * What an Interface Description Block says about its packets.
 *
 * @param snaplen unsigned; 0 for no limit
 */
record PcapngInterface(int linkType, int snaplen, TickClock clock) {}
