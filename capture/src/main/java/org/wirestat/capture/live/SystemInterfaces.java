package org.wirestat.capture.live;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/** The interfaces of this machine, as Java sees them: enough where libpcap is missing, or not worth loading. */
final class SystemInterfaces {

    private SystemInterfaces() {}

    static List<CaptureInterface> all() throws CaptureException {
        try {
            List<CaptureInterface> all = new ArrayList<>();
            for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                all.add(described(one));
            }
            return all;
        } catch (SocketException e) {
            throw cannotList(e);
        }
    }

    static List<CaptureInterface> of(Collection<String> names) throws CaptureException {
        if (names.contains(LiveCapture.ANY)) {
            return all();
        }
        try {
            List<CaptureInterface> found = new ArrayList<>();
            for (String name : names) {
                NetworkInterface one = NetworkInterface.getByName(name);
                if (one != null) {
                    found.add(described(one));
                }
            }
            return found;
        } catch (SocketException e) {
            throw cannotList(e);
        }
    }

    private static CaptureException cannotList(SocketException e) {
        return new CaptureException(
                Reason.CANNOT_CAPTURE, "the interfaces cannot be listed: " + e.getMessage(), List.of());
    }

    private static CaptureInterface described(NetworkInterface one) throws SocketException {
        List<InterfaceNetwork> networks = new ArrayList<>();
        for (InterfaceAddress address : one.getInterfaceAddresses()) {
            networks.add(new InterfaceNetwork(withoutZone(address.getAddress()), address.getNetworkPrefixLength()));
        }
        byte[] mac = one.getHardwareAddress();
        List<String> macs =
                mac == null ? List.of() : List.of(HexFormat.ofDelimiter(":").formatHex(mac));
        // Java's "up" is both: switched on, and with a carrier.
        return new CaptureInterface(one.getName(), "", one.isUp(), one.isUp(), one.isLoopback(), networks, macs);
    }

    /** Without the name of the interface that a link-local address bears. */
    static InetAddress withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
