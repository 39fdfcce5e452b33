package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.host.Host;
import org.wirestat.tracker.host.HostCounter;
import org.wirestat.tracker.host.HostTracker;

/** The hosts of the segment, one row each. Addresses that share a MAC are one host. */
public final class HostView implements View<HostRow> {

    /** Fewer far addresses behind one MAC may be a host with an address that we know nothing of. */
    private static final int FAR_HOSTS_OF_GATEWAY = 2;

    private final SocketView sockets;
    private final LocalHosts localHosts;
    private final Selection selection;
    private final HostTracker hosts;

    /** @param selection which sockets are counted, and by its networks which hosts are shown */
    public HostView(Selection selection, LocalHosts localHosts, HostTracker hosts, Crew crew) {
        this.selection = selection;
        sockets = new SocketView(selection.withServers(), localHosts, crew);
        this.localHosts = localHosts;
        this.hosts = hosts;
    }

    @Override
    public Table<HostRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        Map<IpAddress, SocketCounts> socketsOf = HostSockets.of(sockets, snapshot);
        Map<Long, Set<IpAddress>> farBehind = new HashMap<>();
        Map<Object, List<Host>> machines = new LinkedHashMap<>();
        for (Host host : hosts.hosts()) {
            boolean hasSent = host.lastNs() != Long.MIN_VALUE;
            if (!hasSent || judge.isGroup(host.address()) || isUnspecified(host.address())) {
                continue;
            }
            boolean isLocal = judge.isLocal(host.address());
            boolean isOneOfMachine = isLocal && host.mac() != Host.NO_MAC;
            if (!isLocal && host.mac() != Host.NO_MAC) {
                farBehind
                        .computeIfAbsent(host.mac(), ignored -> new HashSet<>())
                        .add(host.address());
            }
            // Where neither end of a connection is known to be near, the table of sockets has one of them all the same.
            if (isLocal || socketsOf.containsKey(host.address())) {
                Object machine = isOneOfMachine ? (Object) host.mac() : host.address();
                machines.computeIfAbsent(machine, ignored -> new ArrayList<>()).add(host);
            }
        }
        List<HostRow> rows = new ArrayList<>();
        machines.forEach((key, machine) -> {
            if (machine.stream().anyMatch(host -> selection.wantsHost(host.address()))) {
                Long mac = key instanceof Long known ? known : null; // a far host's is its router's
                int far =
                        mac == null ? 0 : farBehind.getOrDefault(mac, Set.of()).size();
                rows.add(row(machine, mac, far >= FAR_HOSTS_OF_GATEWAY, socketsOf));
            }
        });
        return new Table<>(timeNs, rows, integrity);
    }

    /** A host that has no address yet. */
    private static boolean isUnspecified(IpAddress address) {
        return address.high() == 0 && address.low() == 0;
    }

    private static HostRow row(
            List<Host> machine, @Nullable Long mac, boolean isGateway, Map<IpAddress, SocketCounts> socketsOf) {
        SocketCounts sockets = new SocketCounts();
        long firstNs = Long.MAX_VALUE;
        long lastNs = Long.MIN_VALUE;
        for (Host host : machine) {
            firstNs = Math.min(firstNs, host.firstNs());
            lastNs = Math.max(lastNs, host.lastNs());
            SocketCounts ofAddress = socketsOf.get(host.address());
            if (ofAddress != null) {
                sockets.add(ofAddress);
            }
        }
        return new HostRow(
                machine.stream().map(Host::address).toList(),
                mac,
                isGateway,
                sockets.hasServer(),
                sockets.hasClient(),
                sockets.tcp(),
                sockets.udp(),
                amount(machine, HostCounter.PACKETS_OUT, HostCounter.BYTES_OUT),
                amount(machine, HostCounter.PACKETS_IN, HostCounter.BYTES_IN),
                firstNs,
                lastNs);
    }

    private static HostRow.Amount amount(List<Host> machine, HostCounter packets, HostCounter bytes) {
        return new HostRow.Amount(
                machine.stream().mapToLong(host -> host.counts().of(packets)).sum(),
                machine.stream().mapToLong(host -> host.counts().of(bytes)).sum());
    }
}
