package org.wirestat.cli;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.InterfaceNetwork;
import org.wirestat.cli.name.IpLiteral;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.tracker.IpAddress;

/**
 * The interfaces that a live capture listens to.
 *
 * @param chosen whether we took it, because the user named none
 * @param networks their own networks, whose hosts are near; empty where they have no address, as on a mirror port
 */
record Wire(List<String> interfaces, boolean chosen, List<IpNetwork> networks) {

    static final Wire NONE = new Wire(List.of(), false, List.of());

    /** Takes those that the user names; else one that looks likely. */
    static Wire choose(Options.Input input, Sources sources) throws CaptureException {
        if (!input.interfaces().isEmpty()) {
            return new Wire(input.interfaces(), false, allNetworks(sources.interfaces(input.interfaces())));
        }
        List<CaptureInterface> all = sources.interfaces();
        CaptureInterface one = sources.defaultInterface(all)
                .orElseThrow(() -> new CaptureException(
                        CaptureException.Reason.NO_SUCH_INTERFACE,
                        "no interface is up that could be captured from",
                        List.of("name one with -i; -D lists them", "read a capture file with -r")));
        return new Wire(List.of(one.name()), true, networks(one));
    }

    private static List<IpNetwork> allNetworks(List<CaptureInterface> interfaces) {
        return interfaces.stream().flatMap(one -> networks(one).stream()).toList();
    }

    /** The networks that an interface has an address of its own in, with that address. */
    static List<IpNetwork> networks(CaptureInterface one) {
        List<IpNetwork> networks = new ArrayList<>();
        for (InterfaceNetwork network : one.networks()) {
            networks.add(new IpNetwork(address(network.address()), network.prefixLength()));
        }
        return networks;
    }

    private static IpAddress address(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        IpAddress parsed = IpLiteral.parse(zone < 0 ? text : text.substring(0, zone));
        if (parsed == null) {
            throw new IllegalArgumentException("an interface with the address " + text);
        }
        return parsed;
    }
}
