package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.wirestat.tracker.IpAddress;

/**
 * Which hosts stand on the observed segment. What the user says decides alone; else the networks of the capturing
 * interfaces; else the hosts that spoke ARP or neighbour discovery; else the addresses that are used inside of networks.
 * IPv4 and IPv6 are judged apart: a host seen in ARP says nothing of who is near by IPv6.
 */
public final class LocalHosts {

    /** They cannot come through a router, so they are near whatever else is known. */
    private static final List<IpNetwork> LINK = networks("127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10");

    private static final List<IpNetwork> PRIVATE =
            networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private final List<IpNetwork> told;
    private final List<IpNetwork> interfaces;

    /**
     * @param told the user's word; empty if there is none
     * @param interfaces networks of the interfaces that capture; empty for a file
     */
    public LocalHosts(List<IpNetwork> told, List<IpNetwork> interfaces) {
        this.told = List.copyOf(told);
        this.interfaces = List.copyOf(interfaces);
    }

    /** Judges with what is known at one moment. */
    public Judge judge(Set<IpAddress> neighbours) {
        return new Judge(neighbours);
    }

    /** Answers for one moment. */
    public final class Judge {

        private final Set<IpAddress> neighbours;
        private final List<IpNetwork> near = new ArrayList<>();
        private final boolean[] neighboursCount = new boolean[7];

        private Judge(Set<IpAddress> neighbours) {
            this.neighbours = neighbours;
            if (!told.isEmpty()) {
                near.addAll(told);
                return;
            }
            near.addAll(LINK);
            for (int version : new int[] {4, 6}) {
                List<IpNetwork> own = ofVersion(interfaces, version);
                neighboursCount[version] = own.isEmpty() && hasVersion(neighbours, version);
                near.addAll(own.isEmpty() && !neighboursCount[version] ? ofVersion(PRIVATE, version) : own);
            }
        }

        public boolean isLocal(IpAddress host) {
            for (IpNetwork network : near) {
                if (network.contains(host)) {
                    return true;
                }
            }
            return neighboursCount[host.version()] && neighbours.contains(host);
        }

        /** Whether no single host has this address: it has no row, and nobody is connected to it. */
        boolean isGroup(IpAddress host) {
            return isMulticast(host) || isBroadcast(host, told) || isBroadcast(host, interfaces);
        }
    }

    private static boolean isMulticast(IpAddress host) {
        if (host.version() == 6) {
            return host.high() >>> 56 == 0xff;
        }
        return host.low() >>> 28 == 0xe || host.low() == 0xffff_ffffL;
    }

    private static boolean isBroadcast(IpAddress host, List<IpNetwork> networks) {
        for (IpNetwork network : networks) {
            if (network.isBroadcast(host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasVersion(Set<IpAddress> hosts, int version) {
        for (IpAddress host : hosts) {
            if (host.version() == version) {
                return true;
            }
        }
        return false;
    }

    private static List<IpNetwork> ofVersion(List<IpNetwork> networks, int version) {
        List<IpNetwork> some = new ArrayList<>();
        for (IpNetwork network : networks) {
            if (network.address().version() == version) {
                some.add(network);
            }
        }
        return some;
    }

    private static List<IpNetwork> networks(String... texts) {
        List<IpNetwork> networks = new ArrayList<>();
        for (String text : texts) {
            networks.add(Objects.requireNonNull(IpNetwork.parse(text), text));
        }
        return List.copyOf(networks);
    }
}
