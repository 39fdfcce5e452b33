package org.wirestat.tracker.name;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/**
 * The latest names of hosts. When it is full, those go that were not heard for longest.
 *
 * <p>What clients call the server that they want is kept apart: anybody far away can call a near host whatever he likes,
 * just by beginning TLS with it.
 */
public final class NameTable {

    private static final int MOST_NAMES = 1 << 14;

    private final Map<IpAddress, SeenName> told;
    private final Map<IpAddress, SeenName> wanted;

    public NameTable() {
        this(MOST_NAMES);
    }

    /** @param most names of each of the two kinds */
    NameTable(int most) {
        told = bounded(most);
        wanted = bounded(most);
    }

    /**
     * The latest name of a host, or null if it was never called anything.
     *
     * @param isNear whether it stands on the observed segment; then what clients call it counts for nothing
     */
    public @Nullable SeenName name(IpAddress address, boolean isNear) {
        SeenName byOthers = told.get(address);
        SeenName byClients = isNear ? null : wanted.get(address);
        if (byOthers == null || byClients == null) {
            return byOthers == null ? byClients : byOthers;
        }
        return byClients.timeNs() > byOthers.timeNs() ? byClients : byOthers;
    }

    /** Notes a name, unless it is none that a host can have, or the address none of a host. */
    void note(IpAddress address, @Nullable String name, NameSource source, long timeNs) {
        if (name == null || !HostName.isCredible(name) || !isOfHost(address)) {
            return;
        }
        Map<IpAddress, SeenName> names = source == NameSource.TLS ? wanted : told;
        names.remove(address); // what is put anew is the youngest
        names.put(address, new SeenName(name, source, timeNs));
    }

    /** Not one that means nobody, everybody, or whoever reads it: 0.0.0.0 stands for blocked names, for one. */
    private static boolean isOfHost(IpAddress address) {
        if (address.version() == 4) {
            long first = address.low() >>> 24;
            return first != 0 && first != 127 && first < 224;
        }
        boolean isUnspecifiedOrLoopback = address.high() == 0 && address.low() >>> 1 == 0;
        return !isUnspecifiedOrLoopback && address.high() >>> 56 != 0xff;
    }

    private static <V> Map<IpAddress, V> bounded(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<IpAddress, V> eldest) {
                return size() > most;
            }
        };
    }
}
