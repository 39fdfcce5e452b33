package org.wirestat.cli.zeek;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.tracker.IpAddress;

/**
 * What Zeek calls local: the networks that the user names, and always the blocks that IANA's registries of special-purpose
 * addresses take out of the Internet. Unlike for socket tables, a capture tells nothing of it.
 */
public final class LocalNetworks {

    private static final List<String> SPECIAL_PURPOSE_V4 = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4");

    private static final List<String> SPECIAL_PURPOSE_V6 = List.of(
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10");

    private final List<IpNetwork> networks = new ArrayList<>();

    /** @param named the user's own; may be empty */
    public LocalNetworks(List<IpNetwork> named) {
        networks.addAll(named);
        for (String text : SPECIAL_PURPOSE_V4) {
            IpNetwork network = parsed(text);
            networks.add(network);
            networks.add(sixToFour(network));
        }
        for (String text : SPECIAL_PURPOSE_V6) {
            networks.add(parsed(text));
        }
    }

    boolean contain(IpAddress host) {
        for (IpNetwork network : networks) {
            if (network.contains(host)) {
                return true;
            }
        }
        return false;
    }

    /** The same block as 6to4 writes it: RFC 3056 §2. */
    private static IpNetwork sixToFour(IpNetwork network) {
        long high = 0x2002L << 48 | network.address().low() << 16;
        return new IpNetwork(IpAddress.v6(high, 0), 16 + network.prefixLength());
    }

    private static IpNetwork parsed(String text) {
        return Objects.requireNonNull(IpNetwork.parse(text), text);
    }
}
