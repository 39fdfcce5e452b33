package org.wirestat.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.Hosts;
import org.wirestat.cli.name.HostsFile;
import org.wirestat.cli.name.MacMakers;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.name.Resolver;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.host.HostTracker;
import org.wirestat.tracker.name.NameTable;

/** How hosts and ports are called in one run: as {@code -n} and {@code --resolve} say. */
final class Naming implements AutoCloseable {

    private final @Nullable NameTable seen;
    private final @Nullable Resolver resolver;
    private final Hosts hosts;
    private final Names names;

    Naming(Options options, Io io) {
        Options.Names wanted = options.names();
        boolean named = wanted.resolve() != Options.Resolve.NONE;
        boolean isForPeople = options.output() == Options.Output.TABLE;
        seen = named ? new NameTable() : null;
        resolver = wanted.resolve() == Options.Resolve.ACTIVE
                ? new Resolver(Resolver.serverOf(io.resolverFile()), io.monotonicNs())
                : null;
        hosts = new Hosts(HostsFile.read(named ? io.hostsFile() : Path.of("")), seen, resolver);
        if (wanted.numeric()) {
            names = Names.none();
        } else {
            names = Names.of(
                    isForPeople ? Services.load() : Services.none(), // programs get numbers of ports
                    hosts,
                    options.view() == Options.View.HOSTS ? MacMakers.ofThisMachine() : MacMakers.none());
        }
    }

    Names names() {
        return names;
    }

    /** Has the tracker note what the traffic calls hosts. */
    void begin(ConnectionTracker tracker, LocalHosts localHosts) {
        if (seen != null) {
            tracker.noteNames(seen);
            Set<IpAddress> neighbours = tracker.neighbours();
            hosts.near(address -> localHosts.judge(neighbours).isLocal(address));
        }
    }

    /** Whether a name server is asked. */
    boolean isActive() {
        return resolver != null;
    }

    /** Gives the name server a moment to answer for hosts that will be shown. */
    void await(Collection<IpAddress> shown) {
        hosts.awaitNames(shown);
    }

    /** Has our own questions to the name server counted for nobody. */
    void leaveOutOwnQuestions(HostTracker hosts) {
        if (resolver != null) {
            hosts.leaveOut(resolver::isOwn);
        }
    }

    /** What is believed, without our own questions to the name server. */
    Snapshot withoutOwnQuestions(Snapshot snapshot) {
        return resolver == null ? snapshot : new OthersTraffic(snapshot, resolver);
    }

    @Override
    public void close() {
        if (resolver != null) {
            resolver.close();
        }
    }
}
