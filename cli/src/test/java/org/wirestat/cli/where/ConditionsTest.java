package org.wirestat.cli.where;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.TcpState;

/** ss's language of filters. Rows are known by the local port. */
class ConditionsTest {

    private static final HandMade ROWS = new HandMade()
            .listener("10.0.0.5:80")
            .tcp("10.0.0.5:1001", TcpState.ESTABLISHED, "93.184.216.34:443", TcpState.CLOSED)
            .tcp("10.0.0.5:1002", TcpState.TIME_WAIT, "10.0.0.9:443", TcpState.CLOSED)
            .tcp("10.0.0.5:1003", TcpState.SYN_SENT, "10.0.0.9:22", TcpState.CLOSED)
            .tcp("10.0.0.5:1004", TcpState.SYN_RECEIVED, "192.168.1.1:8080", TcpState.CLOSED)
            .tcp("[fd00::5]:1006", TcpState.ESTABLISHED, "[fd00::9]:443", TcpState.CLOSED)
            .udp("10.0.0.5:2001", 1, "10.0.0.53:53", 0)
            .udp("10.0.0.7:9", 1, "10.0.0.5:2002", 1);

    private static String ports(String condition) throws WrongCondition {
        var fits = Conditions.parse(condition, name -> name.equals("https") ? Set.of(443) : Set.of());
        return ROWS.allSockets("10.0.0.5", "fd00::5").stream()
                .filter(fits)
                .map((SocketRow row) -> row.local().port())
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "state established; 1001 1006 2001",
                "state ESTAB; 1001 1006 2001",
                "state established state time-wait; 1001 1002 1006 2001",
                "state listening; 80",
                "state connected; 1001 1002 1003 1004 1006 2001",
                "state synchronized; 1001 1002 1004 1006 2001",
                "state bucket; 1002 1004",
                "state big exclude listen; 1001 1003 1006 2001 2002",
                "exclude established exclude bucket; 80 1003 2002",
                "dport = :443; 1001 1002 1006",
                "dport eq https; 1001 1002 1006",
                "dport = :https and state time-wait; 1002",
                "dport != :443; 80 1003 1004 2001 2002",
                "dport < 443; 1003 2001",
                "dport >= :443 and dport<=:8080; 1001 1002 1004 1006",
                "sport gt 1003 dport ne :53; 1004 1006 2002",
                "dst 10.0.0.0/8; 1002 1003 2001",
                "dst = 10.0.0.9; 1002 1003",
                "dst 10.0.0.9:443; 1002",
                "dst [fd00::9]:443; 1006",
                "dst fd00::/8; 1006",
                "dst :22 or dst *:53; 1003 2001",
                "dst != 10.0.0.0/8 dport = 443; 1001 1006",
                "src 10.0.0.5:80; 80",
                "src fd00::5; 1006",
                "not state established and dst 10.0.0.0/8; 1002 1003",
                "! ( state established or state listening ) & ! dport = :53 | sport = 80; 80 1002 1003 1004 2002",
                "state established and ( dport = :443 or dst 10.0.0.0/8 ); 1001 1006 2001",
                "(state established)&&(dport=:443||dst 10.0.0.0/8); 1001 1006 2001",
            })
    void selectsAsSsDoes(String condition, String expected) throws WrongCondition {
        assertEquals(expected, ports(condition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`` ; 0; wanted state, exclude, src, dst, sport, dport, not or (",
                "`state`; 5; wanted a state such as established or time-wait, or all, connected, synchronized, bucket, big",
                "`state open`; 6; wanted a state such as established or time-wait, or all, connected, synchronized, bucket, big",
                "`dport :443`; 6; wanted = != < > <= or >=",
                "`dport = :htps`; 8; wanted a port such as :443 or :https",
                "`dport = 65536`; 8; wanted a port such as :443 or :https",
                "`( sport = 1`; 11; wanted and, or, or )",
                "`sport = 1 )`; 10; wanted and, or, or the end",
                "`sport = 1 and`; 13; wanted state, exclude, src, dst, sport, dport, not or (",
                "`dst 10.0.0.0/33`; 4; wanted an address or network, with or without a port: 10.0.0.0/8, 10.0.0.1:443, [fd00::1]:443, :443",
                "`tcp port 80`; 0; wanted state, exclude, src, dst, sport, dport, not or (",
            })
    void pointsAtTheWordThatDoesNotFit(String condition, int place, String message) {
        WrongCondition wrong = assertThrows(WrongCondition.class, () -> ports(condition));
        assertEquals(message, wrong.getMessage());
        assertEquals(place, wrong.place());
    }

    @Test
    void nestingHasAnEnd() {
        String deep = "(".repeat(100_000) + "sport = 1" + ")".repeat(100_000);
        assertEquals(100, assertThrows(WrongCondition.class, () -> ports(deep)).place());
        assertEquals(
                0, assertThrows(WrongCondition.class, () -> ports("\u001b[2J")).place());
    }
}
