package org.wirestat.cli.story;

import java.util.Set;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.tracker.IpAddress;

/**
 * Whose story is asked for.
 *
 * @param ports any of them; empty for all
 * @param text as the user wrote it
 */
public record Target(IpNetwork hosts, Set<Integer> ports, String text) {

    public Target {
        ports = Set.copyOf(ports);
    }

    boolean matches(IpAddress host, int port) {
        return (ports.isEmpty() || ports.contains(port)) && hosts.contains(host);
    }
}
