package org.wirestat.cli.name;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transport;

/** How hosts and ports are called in a table. What it answers may be hostile text. */
public interface Names {

    /** A name, or the address itself where it has none. */
    String host(IpAddress address);

    /** A service's name, or the number. */
    String port(Transport transport, int port);

    /** The host's name with where it is from, or null where it has none. */
    default Hosts.@Nullable Named named(IpAddress address) {
        return null;
    }

    /** Who made the interface with that MAC; null if nobody knows. */
    default @Nullable String maker(@Nullable Long mac) {
        return null;
    }

    /** Whether everything stays a number ({@code -n}): netstat spells its wildcards by that too. */
    boolean numeric();

    /** Numbers only. */
    static Names none() {
        return new Names() {
            @Override
            public String host(IpAddress address) {
                return address.toString();
            }

            @Override
            public String port(Transport transport, int port) {
                return Integer.toString(port);
            }

            @Override
            public boolean numeric() {
                return true;
            }
        };
    }

    /** Service names of the program's own list, and what is known of hosts. */
    static Names of(Services services, Hosts hosts, MacMakers makers) {
        return new Names() {
            @Override
            public String host(IpAddress address) {
                Hosts.Named name = hosts.name(address);
                return name == null ? address.toString() : name.text();
            }

            @Override
            public Hosts.@Nullable Named named(IpAddress address) {
                return hosts.name(address);
            }

            @Override
            public String port(Transport transport, int port) {
                String name = services.name(transport, port);
                return name == null ? Integer.toString(port) : name;
            }

            @Override
            public @Nullable String maker(@Nullable Long mac) {
                return mac == null ? null : makers.maker(mac);
            }

            @Override
            public boolean numeric() {
                return false;
            }
        };
    }
}
