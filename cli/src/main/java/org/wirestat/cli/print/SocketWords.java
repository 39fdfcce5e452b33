package org.wirestat.cli.print;

import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Transport;

/** Writes sockets' addresses whole, as lines need them that have no columns to keep. */
final class SocketWords {

    private final Names names;

    SocketWords(Names names) {
        this.names = names;
    }

    /** {@code host:port}; for {@code null} netstat's spelling of anybody. */
    String address(Transport transport, SocketRow.@Nullable Address address, int ipVersion) {
        if (address == null) {
            return ipVersion == 4 ? "0.0.0.0:*" : names.numeric() ? ":::*" : "[::]:*";
        }
        return TerminalEscaper.word(names.host(address.host())) + ":"
                + TerminalEscaper.word(names.port(transport, address.port()));
    }

    /** Protocol, local and foreign address in netstat's columns, which grow where they must. */
    void columns(
            String proto,
            Transport transport,
            SocketRow.Address local,
            SocketRow.@Nullable Address peer,
            StringBuilder line) {
        int ipVersion = local.host().version();
        Padding.left(proto, 5, line);
        line.append(' ');
        Padding.left(address(transport, local, ipVersion), 23, line);
        line.append(' ');
        Padding.left(address(transport, peer, ipVersion), 23, line);
        line.append(' ');
    }
}
