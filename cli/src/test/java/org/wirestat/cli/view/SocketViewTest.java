package org.wirestat.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.TcpState.CLOSED;
import static org.wirestat.tracker.TcpState.CLOSE_WAIT;
import static org.wirestat.tracker.TcpState.ESTABLISHED;
import static org.wirestat.tracker.TcpState.FIN_WAIT_2;
import static org.wirestat.tracker.TcpState.LISTEN;
import static org.wirestat.tracker.TcpState.TIME_WAIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirestat.cli.view.Selection.Servers;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Which endpoints get a row, and where it stands. */
class SocketViewTest {

    private final HandMade seen = new HandMade();
    private Servers servers = Servers.TOO;
    private Set<Transport> transports = Set.of(Transport.TCP, Transport.UDP);
    private Set<Integer> versions = Set.of(4, 6);
    private Set<TcpState> states = Set.of();
    private List<IpNetwork> hosts = List.of();
    private Set<Integer> ports = Set.of();
    private boolean bothEnds;
    private List<IpNetwork> told = List.of();
    private List<IpNetwork> interfaces = List.of();

    private List<String> rows() {
        Selection selection = new Selection(servers, transports, versions, states, hosts, ports, bothEnds);
        SocketView view = new SocketView(selection, new LocalHosts(told, interfaces), Crew.ALONE);
        List<String> rows = new ArrayList<>();
        for (SocketRow row : view.table(seen, HandMade.NOW_NS, Integrity.WHOLE).rows()) {
            SocketRow.Address peer = row.peer();
            rows.add((row.transport() == Transport.TCP ? "tcp " : "udp ") + text(row.local()) + " "
                    + (peer == null ? "*" : text(peer)) + (row.state() == null ? "" : " " + row.state()));
        }
        return rows;
    }

    private static String text(SocketRow.Address address) {
        return address.host() + ":" + address.port();
    }

    private static List<IpNetwork> networks(String... texts) {
        return Stream.of(texts).map(IpNetwork::parse).toList();
    }

    @Test
    void aConnectionOfTwoNearHostsHasTwoRowsEachWithItsOwnState() {
        seen.tcp("10.0.0.5:48898", FIN_WAIT_2, "10.0.0.9:80", CLOSE_WAIT);
        assertEquals(
                List.of("tcp 10.0.0.5:48898 10.0.0.9:80 FIN_WAIT_2", "tcp 10.0.0.9:80 10.0.0.5:48898 CLOSE_WAIT"),
                rows());
    }

    @Test
    void aConnectionOfANearAndAFarHostHasTheNearOnesRow() {
        seen.tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED);
        seen.tcp("198.51.100.7:5000", ESTABLISHED, "10.0.0.9:22", ESTABLISHED);
        assertEquals(
                List.of("tcp 10.0.0.5:48898 192.0.2.1:80 ESTABLISHED", "tcp 10.0.0.9:22 198.51.100.7:5000 ESTABLISHED"),
                rows());
    }

    @Test
    void aConnectionOfTwoFarHostsHasItsOriginatorsRow_orWhatIsLeft() {
        seen.tcp("198.51.100.7:5000", ESTABLISHED, "192.0.2.1:80", ESTABLISHED);
        seen.tcp("198.51.100.7:5001", CLOSED, "192.0.2.1:80", TIME_WAIT);
        assertEquals(
                List.of(
                        "tcp 192.0.2.1:80 198.51.100.7:5001 TIME_WAIT",
                        "tcp 198.51.100.7:5000 192.0.2.1:80 ESTABLISHED"),
                rows());
    }

    @Test
    void aNearHostWhoseSocketIsGoneHasNoRow() {
        seen.tcp("10.0.0.5:48898", CLOSED, "192.0.2.1:80", TIME_WAIT);
        assertEquals(List.of(), rows());
    }

    @Test
    void bothEndsShowsEveryHostsSockets() {
        bothEnds = true;
        seen.tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED).listener("192.0.2.1:80");
        assertEquals(
                List.of(
                        "tcp 192.0.2.1:80 * LISTEN",
                        "tcp 10.0.0.5:48898 192.0.2.1:80 ESTABLISHED",
                        "tcp 192.0.2.1:80 10.0.0.5:48898 ESTABLISHED"),
                rows());
    }

    @Test
    void theUsersWordDecidesWhoIsNear() {
        told = networks("192.0.2.0/24");
        interfaces = networks("10.0.0.1/24");
        seen.neighbour("10.0.0.5").tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED);
        assertEquals(List.of("tcp 192.0.2.1:80 10.0.0.5:48898 ESTABLISHED"), rows());
    }

    @Test
    void elseTheInterfacesOwnNetworksDo() {
        interfaces = networks("192.0.2.77/24");
        seen.neighbour("10.0.0.5").tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED);
        assertEquals(List.of("tcp 192.0.2.1:80 10.0.0.5:48898 ESTABLISHED"), rows());
    }

    @Test
    void elseThoseWhoSpokeArpOrNeighbourDiscoveryDo_forTheirOwnProtocol() {
        seen.neighbour("192.0.2.1")
                .tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED)
                .tcp("[fd00::5]:48898", ESTABLISHED, "[2001:db8::1]:80", ESTABLISHED);
        assertEquals(
                List.of("tcp 192.0.2.1:80 10.0.0.5:48898 ESTABLISHED", "tcp fd00::5:48898 2001:db8::1:80 ESTABLISHED"),
                rows());
    }

    @Test
    void linkLocalAndLoopbackAreAlwaysNear() {
        seen.neighbour("2001:db8::9")
                .tcp("[2001:db8::1]:5000", ESTABLISHED, "[fe80::2]:80", ESTABLISHED)
                .tcp("127.0.0.1:5000", ESTABLISHED, "127.0.0.1:80", ESTABLISHED);
        assertEquals(
                List.of(
                        "tcp 127.0.0.1:80 127.0.0.1:5000 ESTABLISHED",
                        "tcp 127.0.0.1:5000 127.0.0.1:80 ESTABLISHED",
                        "tcp fe80::2:80 2001:db8::1:5000 ESTABLISHED"),
                rows());
    }

    @Test
    void privateAddressesAreNearWhereNothingElseIsKnown() {
        for (String near : List.of("10.1.2.3", "172.16.0.1", "172.31.9.9", "192.168.7.7", "100.64.1.1")) {
            seen.tcp(near + ":1000", ESTABLISHED, "8.8.8.8:53", ESTABLISHED);
            seen.tcp("9.9.9.9:2000", ESTABLISHED, near + ":22", ESTABLISHED);
        }
        seen.tcp("172.32.0.1:1", ESTABLISHED, "100.128.0.1:2", ESTABLISHED);
        assertEquals(11, rows().size());
    }

    @Test
    void withoutServersOnlyConnectedSocketsAreShown() {
        servers = Servers.WITHOUT;
        seen.tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED)
                .listener("10.0.0.5:22")
                .udp("10.0.0.5:5000", 1, "10.0.0.53:53", 1);
        assertEquals(List.of("tcp 10.0.0.5:48898 192.0.2.1:80 ESTABLISHED", "udp 10.0.0.5:5000 10.0.0.53:53"), rows());
    }

    @Test
    void onlyServersLeavesOutTheConnected() {
        servers = Servers.ONLY;
        seen.tcp("10.0.0.5:48898", ESTABLISHED, "192.0.2.1:80", ESTABLISHED)
                .listener("10.0.0.5:22")
                .listener("192.0.2.1:80")
                .udp("10.0.0.5:5000", 1, "10.0.0.53:53", 1);
        assertEquals(List.of("tcp 10.0.0.5:22 * LISTEN", "udp 10.0.0.53:53 *"), rows());
    }

    @Test
    void whoAnswersDatagramsHasOneSocketForAllPeers() {
        seen.udp("10.0.0.5:5000", 2, "10.0.0.53:53", 2).udp("10.0.0.6:5000", 3, "10.0.0.53:53", 1);
        assertEquals(
                List.of("udp 10.0.0.5:5000 10.0.0.53:53", "udp 10.0.0.6:5000 10.0.0.53:53", "udp 10.0.0.53:53 *"),
                rows());
        SocketView view = new SocketView(
                new Selection(servers, transports, versions, states, hosts, Set.of(53), false),
                new LocalHosts(told, interfaces),
                Crew.ALONE);
        SocketRow server =
                view.table(seen, HandMade.NOW_NS, Integrity.WHOLE).rows().get(2);
        assertEquals(new SocketRow.Traffic(3, 300, 174, 0), server.traffic());
    }

    @Test
    void whoSpeaksToSeveralHasOneSocketForAllOfThem() {
        seen.udp("10.0.0.5:5353", 1, "10.0.0.7:53", 0).udp("10.0.0.5:5353", 1, "10.0.0.8:53", 0);
        assertEquals(List.of("udp 10.0.0.5:5353 *"), rows());
    }

    /** A syslog server, say, or a collector of flows: RFC 1122 4.1.3.1 would have its host say that nobody is there. */
    @Test
    void whoWasSpokenToTwiceAndDidNotRefuseIsPresumedToListen() {
        seen.udp("10.0.0.5:5000", 1, "10.0.0.53:514", 0).udp("10.0.0.6:5000", 1, "10.0.0.53:514", 0);
        assertEquals(
                List.of("udp 10.0.0.5:5000 10.0.0.53:514", "udp 10.0.0.6:5000 10.0.0.53:514", "udp 10.0.0.53:514 *"),
                rows());
    }

    @Test
    void whoseHostSaysThatNobodyIsThereHasNoSocket() {
        seen.refusedUdp("10.0.0.5:5000", 4, "10.0.0.53:514").udp("10.0.0.6:5000", 4, "10.0.0.53:514", 0);
        assertEquals(List.of("udp 10.0.0.5:5000 10.0.0.53:514", "udp 10.0.0.6:5000 10.0.0.53:514"), rows());
    }

    @Test
    void whoWasOnlySpokenToHasNoSocket() {
        seen.udp("192.0.2.1:5000", 1, "10.0.0.53:53", 0);
        assertEquals(List.of(), rows());
    }

    @Test
    void nobodyIsConnectedToAGroup() {
        seen.udp("10.0.0.5:5353", 4, "224.0.0.251:5353", 0)
                .udp("[fe80::5]:5353", 4, "[ff02::fb]:5353", 0)
                .udp("10.0.0.6:68", 1, "255.255.255.255:67", 0)
                .udp("10.0.0.7:137", 1, "10.0.0.255:137", 0);
        assertEquals(
                List.of("udp 10.0.0.5:5353 *", "udp 10.0.0.6:68 *", "udp 10.0.0.7:137 *", "udp fe80::5:5353 *"),
                rows());
    }

    @Test
    void theBroadcastAddressOfAKnownNetworkIsAGroup() {
        interfaces = networks("10.0.0.1/22");
        seen.udp("10.0.0.5:137", 1, "10.0.3.255:137", 0).udp("10.0.0.5:138", 1, "10.0.2.255:137", 1);
        assertEquals(List.of("udp 10.0.0.5:137 *", "udp 10.0.0.5:138 10.0.2.255:137", "udp 10.0.2.255:137 *"), rows());
    }

    @Test
    void rowsAreChosenByStateHostAndPort() {
        seen.tcp("10.0.0.5:1000", ESTABLISHED, "10.0.0.9:80", ESTABLISHED)
                .tcp("10.0.0.6:1000", FIN_WAIT_2, "10.0.0.9:443", CLOSE_WAIT)
                .udp("10.0.0.6:1000", 1, "10.0.0.9:80", 1)
                .listener("10.0.0.9:80");
        states = Set.of(CLOSE_WAIT);
        assertEquals(List.of("tcp 10.0.0.9:443 10.0.0.6:1000 CLOSE_WAIT"), rows());
        states = Set.of();
        ports = Set.of(443);
        assertEquals(2, rows().size());
        ports = Set.of();
        hosts = networks("10.0.0.5");
        assertEquals(2, rows().size());
        hosts = networks("10.0.0.8/31");
        assertEquals(7, rows().size());
    }

    @Test
    void whoNamesListenAsAStateNeedsNoOtherOption() {
        servers = Servers.WITHOUT;
        states = Set.of(LISTEN);
        seen.tcp("10.0.0.5:1000", ESTABLISHED, "10.0.0.9:80", ESTABLISHED).listener("10.0.0.9:80");
        assertEquals(List.of("tcp 10.0.0.9:80 * LISTEN"), rows());
    }

    @Test
    void protocolsAndVersionsAreChosen() {
        seen.tcp("10.0.0.5:1", ESTABLISHED, "8.8.8.8:53", ESTABLISHED)
                .tcp("[fd00::5]:1", ESTABLISHED, "[2001:db8::1]:53", ESTABLISHED)
                .udp("10.0.0.5:1", 1, "8.8.8.8:53", 1)
                .udp("[fd00::5]:1", 1, "[2001:db8::1]:53", 1);
        transports = Set.of(Transport.UDP);
        versions = Set.of(6);
        assertEquals(List.of("udp fd00::5:1 2001:db8::1:53"), rows());
    }

    @Test
    void theOrderIsNetstats() {
        seen.udp("[fd00::5]:1", 1, "[2001:db8::1]:53", 1)
                .udp("10.0.0.5:1", 1, "8.8.8.8:53", 1)
                .tcp("[fd00::5]:1", ESTABLISHED, "[2001:db8::1]:53", ESTABLISHED)
                .listener("[fd00::5]:22")
                .tcp("10.0.0.10:9", ESTABLISHED, "8.8.8.8:53", ESTABLISHED)
                .tcp("10.0.0.9:10", ESTABLISHED, "8.8.8.8:53", ESTABLISHED)
                .tcp("10.0.0.9:9", ESTABLISHED, "8.8.8.8:53", ESTABLISHED)
                .tcp("10.0.0.9:9", ESTABLISHED, "8.8.4.4:53", ESTABLISHED)
                .listener("10.0.0.9:22");
        assertEquals(
                List.of(
                        "tcp 10.0.0.9:22 * LISTEN",
                        "tcp 10.0.0.9:9 8.8.4.4:53 ESTABLISHED",
                        "tcp 10.0.0.9:9 8.8.8.8:53 ESTABLISHED",
                        "tcp 10.0.0.9:10 8.8.8.8:53 ESTABLISHED",
                        "tcp 10.0.0.10:9 8.8.8.8:53 ESTABLISHED",
                        "tcp fd00::5:22 * LISTEN",
                        "tcp fd00::5:1 2001:db8::1:53 ESTABLISHED",
                        "udp 10.0.0.5:1 8.8.8.8:53",
                        "udp fd00::5:1 2001:db8::1:53"),
                rows());
    }
}
