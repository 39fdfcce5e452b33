package org.wirestat.cli.traffic;

import java.util.Random;

/**
 * Who talks to whom, and over what.
 *
 * @param client the last 32 bits of the address of the one that begins
 * @param server the same of the one that answers
 */
record Ends(
        Transport transport, boolean isV6, boolean isTagged, int client, int server, int clientPort, int serverPort) {

    enum Transport {
        TCP(6),
        UDP(17),
        ICMP(1);

        /** Number of the protocol with IPv4. */
        final int number;

        Transport(int number) {
            this.number = number;
        }
    }

    private static final int[] TCP_PORTS = {443, 443, 443, 443, 80, 80, 22, 25, 993, 3306, 5432, 8080};
    private static final int[] UDP_PORTS = {53, 53, 53, 443, 123, 161, 5060, 40_000};

    /** Those of conversation number {@code number}; no two have the same. */
    static Ends of(int number, Random random) {
        int die = random.nextInt(20);
        Transport transport = die == 0 ? Transport.ICMP : die < 5 ? Transport.UDP : Transport.TCP;
        int[] ports = transport == Transport.UDP ? UDP_PORTS : TCP_PORTS;
        boolean isV6 = random.nextInt(4) == 0;
        boolean isTagged = random.nextInt(8) == 0;
        int client = 0x0a00_0000 + number % 2_000;
        int server = 0xc0a8_0000 + random.nextInt(200);
        return new Ends(
                transport,
                isV6,
                isTagged,
                client,
                server,
                32_768 + number / 2_000,
                ports[random.nextInt(ports.length)]);
    }

    int address(int side) {
        return side == 0 ? client : server;
    }

    int port(int side) {
        return side == 0 ? clientPort : serverPort;
    }
}
