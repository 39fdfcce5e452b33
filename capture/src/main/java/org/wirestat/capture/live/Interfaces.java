package org.wirestat.capture.live;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;
import org.pcap4j.util.LinkLayerAddress;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/** The interfaces of this machine, as libpcap sees them. */
final class Interfaces {

    private Interfaces() {}

    static List<CaptureInterface> all() throws CaptureException {
        try {
            return Pcaps.findAllDevs().stream().map(Interfaces::described).toList();
        } catch (PcapNativeException e) {
            throw new CaptureException(
                    Reason.CANNOT_CAPTURE, "the interfaces cannot be listed: " + e.getMessage(), List.of());
        }
    }

    static Optional<CaptureInterface> best(List<CaptureInterface> all) {
        return all.stream()
                .filter(CaptureInterface::up)
                // Pseudo-interfaces (any, nflog, usbmon, bluetooth-monitor …) have no hardware address.
                .filter(candidate -> !candidate.macAddresses().isEmpty()
                        || !candidate.networks().isEmpty())
                .max(Comparator.comparingInt(Interfaces::merit));
    }

    // Of equals the first wins: libpcap lists the likely ones first.
    private static int merit(CaptureInterface candidate) {
        return (candidate.loopback() ? 0 : 4)
                + (candidate.running() ? 2 : 0)
                + (candidate.networks().isEmpty() ? 0 : 1);
    }

    private static CaptureInterface described(PcapNetworkInterface nif) {
        List<InterfaceNetwork> networks = new ArrayList<>();
        for (PcapAddress address : nif.getAddresses()) {
            if (address.getAddress() != null) {
                networks.add(network(address.getAddress(), address.getNetmask()));
            }
        }
        List<String> macs = new ArrayList<>();
        for (LinkLayerAddress mac : nif.getLinkLayerAddresses()) {
            if (!isZero(mac.getAddress())) {
                macs.add(mac.toString());
            }
        }
        String description = nif.getDescription();
        return new CaptureInterface(
                nif.getName(),
                description == null ? "" : description,
                nif.isUp(),
                nif.isRunning(),
                nif.isLoopBack(),
                networks,
                macs);
    }

    private static InterfaceNetwork network(InetAddress address, @Nullable InetAddress netmask) {
        return new InterfaceNetwork(
                SystemInterfaces.withoutZone(address),
                netmask == null ? address.getAddress().length * 8 : prefixLength(netmask.getAddress()));
    }

    private static int prefixLength(byte[] netmask) {
        int length = 0;
        for (byte octet : netmask) {
            length += Integer.bitCount(octet & 0xff);
        }
        return length;
    }

    private static boolean isZero(byte[] address) {
        for (byte octet : address) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }
}
