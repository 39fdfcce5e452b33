package org.wirestat.capture.live;

import java.net.InetAddress;

/**
 * An address of an interface and the network that it makes the interface's own.
 *
 * @param address Inet4Address or Inet6Address
 * @param prefixLength bits of the network, 0–32 or 0–128
 */
public record InterfaceNetwork(InetAddress address, int prefixLength) {}
