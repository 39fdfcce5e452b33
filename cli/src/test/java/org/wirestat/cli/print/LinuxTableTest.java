package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirestat.cli.Golden;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Crew;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketView;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Endpoint.TimerKind;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** net-tools' table, byte for byte; the first golden text has the rows of a real netstat -anto. */
class LinuxTableTest {

    private static final Columns PLAIN = new Columns(false, false, false, false);

    private static final String LONG = "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]";

    private static Table<SocketRow> table(HandMade seen, Integrity integrity) {
        Selection everything = new Selection(
                Selection.Servers.TOO,
                Set.of(Transport.TCP, Transport.UDP),
                Set.of(4, 6),
                Set.of(),
                List.of(),
                Set.of(),
                true);
        return new SocketView(everything, new LocalHosts(List.of(), List.of()), Crew.ALONE)
                .table(seen, HandMade.NOW_NS, integrity);
    }

    private static String print(Table<SocketRow> table, Names names, Columns columns, Selection.Servers servers)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes);
        new LinuxTable(out, Contexts.of(names), columns, servers, false).print(table);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static HandMade sample() {
        HandMade seen = new HandMade()
                .listener("127.0.0.1:9999")
                .listener("[::1]:8443")
                .tcp("127.0.0.1:58768", TcpState.FIN_WAIT_2, "127.0.0.1:8080", TcpState.CLOSE_WAIT)
                .udp("127.0.0.1:48872", 1, "127.0.0.1:5353", 1)
                .udp("[fe80::1]:5353", 1, "[ff02::fb]:5353", 0);
        seen.tcp(
                HandMade.end(
                        "127.0.0.1:58780",
                        TcpState.TIME_WAIT,
                        Basis.OBSERVED,
                        0,
                        new Endpoint.Timer(TimerKind.TIME_WAIT, 58_124_000_000L, 0)),
                HandMade.end("127.0.0.1:8080", TcpState.CLOSED),
                true);
        seen.tcp(
                HandMade.end(
                        "127.0.0.1:38058",
                        TcpState.SYN_SENT,
                        Basis.OBSERVED,
                        1,
                        new Endpoint.Timer(TimerKind.ON, 135_000_001L, 1)),
                HandMade.end("127.0.0.1:9999", TcpState.CLOSED),
                true);
        seen.tcp(
                HandMade.end(LONG + ":37060", TcpState.ESTABLISHED, Basis.PRESUMED, 123_456_789, null),
                HandMade.end(LONG + ":50443", TcpState.SYN_RECEIVED, Basis.PICKED_UP, 0, null),
                false);
        return seen;
    }

    @Test
    void timersAndCutAddressesAreNetstats() throws IOException {
        Columns timers = new Columns(false, false, true, false);
        Golden.check(
                "linux-anto.txt", print(table(sample(), Integrity.WHOLE), Names.none(), timers, Selection.Servers.TOO));
    }

    @Test
    void wideAddressesShiftOnlyTheirRow() throws IOException {
        Columns wide = new Columns(true, false, false, false);
        Golden.check(
                "linux-anW.txt", print(table(sample(), Integrity.WHOLE), Names.none(), wide, Selection.Servers.TOO));
    }

    @Test
    void evidenceComesBeforeTheTimer() throws IOException {
        Columns all = new Columns(false, true, true, false);
        Golden.check(
                "linux-aneo.txt", print(table(sample(), Integrity.WHOLE), Names.none(), all, Selection.Servers.TOO));
    }

    @Test
    void theTitleTellsWhichRows() throws IOException {
        String head = "Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n";
        Table<SocketRow> empty = table(new HandMade(), Integrity.WHOLE);
        assertEquals(
                "Active Internet connections (w/o servers)\n" + head,
                print(empty, Names.none(), PLAIN, Selection.Servers.WITHOUT));
        assertEquals(
                "Active Internet connections (servers and established)\n" + head,
                print(empty, Names.none(), PLAIN, Selection.Servers.TOO));
        assertEquals(
                "Active Internet connections (only servers)\n" + head,
                print(empty, Names.none(), PLAIN, Selection.Servers.ONLY));
    }

    @Test
    void whatIsMissingStandsAboveTheTitle() throws IOException {
        Integrity integrity = new Integrity(
                List.of(
                        new Integrity.Gap("kernel_dropped", 2, "2 frames dropped by the kernel"),
                        new Integrity.Gap("input_broken", 1, "x\u001b[2J: cut short")),
                List.of(new Overflow.Target(IpAddress.v4(0x0a000005), 443, 1_204_331, 1_190_000)));
        String text = print(table(new HandMade(), integrity), Names.none(), PLAIN, Selection.Servers.TOO);
        String head = """
                ! incomplete: 2 frames dropped by the kernel; x\\x1b[2J: cut short
                ! without room: 10.0.0.5:443, 1204331 connections begun by about 1190000 hosts
                Active""";
        assertTrue(text.startsWith(head), text);
    }

    @Test
    void namesStandForNumbers_wildcardsHaveBracketsThen() throws IOException {
        Names names = named("localhost", "http-alt");
        Table<SocketRow> table = table(
                new HandMade()
                        .listener("[::1]:8080")
                        .tcp("127.0.0.1:40000", TcpState.ESTABLISHED, "127.0.0.1:8080", TcpState.ESTABLISHED),
                Integrity.WHOLE);
        String[] lines = print(table, names, PLAIN, Selection.Servers.TOO).split("\n");
        assertEquals("tcp        -      0 localhost:http-alt      localhost:40000         ESTABLISHED", lines[2]);
        assertEquals("tcp6       -      0 localhost:http-alt      [::]:*                  LISTEN     ", lines[4]);
    }

    @Test
    void escapesAreNotTornWhereNamesAreCut() {
        String escaped = TerminalEscaper.escape("ab\u001b\\c");
        assertEquals("ab\\x1b\\\\c", escaped);
        assertEquals("ab", TerminalEscaper.cut(escaped, 5));
        assertEquals("ab\\x1b", TerminalEscaper.cut(escaped, 6));
        assertEquals("ab\\x1b", TerminalEscaper.cut(escaped, 7));
        assertEquals("ab\\x1b\\\\", TerminalEscaper.cut(escaped, 8));
        assertEquals("\\xed\\xa0\\x80", TerminalEscaper.escape("\ud800"));
        assertEquals("\\xe4\\xb8\\xad", TerminalEscaper.escape("\u4e2d"));
    }

    private static Names named(String host, String service) {
        return new Names() {
            @Override
            public String host(IpAddress address) {
                return host;
            }

            @Override
            public String port(Transport transport, int port) {
                return port == 8080 || port == 80 ? service : Integer.toString(port);
            }

            @Override
            public boolean numeric() {
                return false;
            }
        };
    }

    @Test
    void theWholeTableIsTheSameTwice() throws IOException {
        String once = print(table(sample(), Integrity.WHOLE), Names.none(), PLAIN, Selection.Servers.TOO);
        String twice = print(table(sample(), Integrity.WHOLE), Names.none(), PLAIN, Selection.Servers.TOO);
        assertEquals(once, Objects.requireNonNull(twice));
    }
}
