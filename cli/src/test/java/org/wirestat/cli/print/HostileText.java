package org.wirestat.cli.print;

import java.util.List;
import org.wirestat.cli.name.Hosts;
import org.wirestat.cli.name.Names;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transport;

/** What a stranger may call a host: cases 202 to 205. */
final class HostileText {

    static final List<String> NAMES = List.of(
            "\u001b]0;pwned\u0007",
            "\u009b31mred",
            "\u202eevil",
            "a\rb\nc\td\0e\u007f",
            "\ud800",
            "a\u200bb",
            "\u4e2d\u6587\u4e2d\u6587",
            "%s%n%d",
            "back\\slash",
            "=cmd|' /C calc'!A0",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "\r=1",
            " =1",
            "\u00a0=1",
            "a\n=1",
            "\"quoted\",comma",
            "<script>alert(1)</script>",
            "\"onmouseover=x",
            "</script>",
            "x".repeat(300));

    private HostileText() {}

    /** Gives every host that name, and every service. */
    static Names everywhere(String name) {
        return new Names() {
            @Override
            public String host(IpAddress address) {
                return name;
            }

            @Override
            public Hosts.Named named(IpAddress address) {
                return new Hosts.Named(name, name);
            }

            @Override
            public String port(Transport transport, int port) {
                return name;
            }

            @Override
            public boolean numeric() {
                return false;
            }
        };
    }
}
