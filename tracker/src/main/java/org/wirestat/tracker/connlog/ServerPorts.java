package org.wirestat.tracker.connlog;

import java.util.BitSet;

/**
 * Ports on which servers are likely: by them the roles of a connection are turned when nobody saw it begin. Immutable.
 */
public final class ServerPorts {

    private static final int TCP = 6;

    /** Those that Zeek's protocol analyzers register, of TCP and of UDP. */
    private static final int[] KNOWN_TCP = {
        21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614, 631, 636, 989,
        990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223, 5269, 5432, 6379, 6666, 6667,
        6668, 6669, 8000, 8080, 8888, 20000
    };

    private static final int[] KNOWN_UDP = {
        53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4011, 4754, 4789, 5060, 5072, 5353,
        5355, 6081, 20000
    };

    /** Those of UDP tunnels, which Zeek knows even when it runs with no script loaded. */
    private static final int[] TUNNELS_UDP = {2123, 2152, 3544, 4754, 4789, 5072, 6081};

    private final BitSet tcp = new BitSet();
    private final BitSet udp = new BitSet();

    private ServerPorts() {}

    /** Zeek's own list. */
    public static ServerPorts usual() {
        ServerPorts ports = new ServerPorts();
        set(KNOWN_TCP, ports.tcp);
        set(KNOWN_UDP, ports.udp);
        return ports;
    }

    /** Only the tunnels, as with Zeek's option {@code -b}. */
    public static ServerPorts none() {
        ServerPorts ports = new ServerPorts();
        set(TUNNELS_UDP, ports.udp);
        return ports;
    }

    /** These, of TCP and of UDP, and the tunnels. */
    public static ServerPorts of(Iterable<Integer> numbers) {
        ServerPorts ports = none();
        for (int number : numbers) {
            ports.tcp.set(number);
            ports.udp.set(number);
        }
        return ports;
    }

    /** @param protocol IANA number; only TCP and UDP have such ports */
    boolean contains(int protocol, int port) {
        return (protocol == TCP ? tcp : udp).get(port);
    }

    private static void set(int[] numbers, BitSet in) {
        for (int number : numbers) {
            in.set(number);
        }
    }
}
