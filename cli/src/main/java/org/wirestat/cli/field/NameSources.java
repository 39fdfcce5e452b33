package org.wirestat.cli.field;

import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.Hosts;
import org.wirestat.tracker.IpAddress;

/** Hosts' names for programs, with who gave them. */
final class NameSources {

    static final String MEANING = "who says so: `hosts` (this machine's file), `asked` (a name server, with `--resolve"
            + " active`), or in the traffic `dns`, `mdns`, `llmnr`, `nbns`, `dhcp` (the host itself), `tls` (its clients)";

    private NameSources() {}

    static @Nullable String name(Context in, @Nullable IpAddress host) {
        Hosts.Named named = host == null ? null : in.names().named(host);
        return named == null ? null : named.text();
    }

    static @Nullable String source(Context in, @Nullable IpAddress host) {
        Hosts.Named named = host == null ? null : in.names().named(host);
        return named == null ? null : named.source();
    }
}
