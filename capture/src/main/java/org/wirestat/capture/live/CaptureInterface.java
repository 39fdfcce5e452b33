package org.wirestat.capture.live;

import java.util.List;

/**
 * An interface that can be captured from.
 *
 * @param name as {@code -i} takes it
 * @param description in libpcap's words; empty if it has none
 * @param up whether the administrator has switched it on
 * @param running whether it has a carrier
 * @param networks its own addresses and networks
 * @param macAddresses as {@code aa:bb:cc:dd:ee:ff}
 */
public record CaptureInterface(
        String name,
        String description,
        boolean up,
        boolean running,
        boolean loopback,
        List<InterfaceNetwork> networks,
        List<String> macAddresses) {

    public CaptureInterface {
        networks = List.copyOf(networks);
        macAddresses = List.copyOf(macAddresses);
    }
}
