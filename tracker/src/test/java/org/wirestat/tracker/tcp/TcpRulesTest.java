package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Rule;
import org.wirestat.tracker.TcpState;

/** Every event in every state, written down a second time: whoever changes a rule changes it here, too. */
class TcpRulesTest {

    /** A dot: the event does not move this state. */
    private static final String TABLE = """
                            CLOSED LISTEN SYNSNT SYNRCV ESTAB  FINW1  FINW2  CLOSEW CLOSNG LASTAK TIMEW
            SENDS_SYN       SYNSNT SYNSNT .      .      .      .      .      .      .      .      .
            SENDS_SYN_ACK   SYNRCV SYNRCV SYNRCV .      .      .      .      .      .      .      .
            SENDS_ACK       .      .      ESTAB  ESTAB  .      .      .      .      .      .      .
            SENDS_FIN       .      .      .      FINW1  FINW1  .      .      LASTAK .      .      .
            SENDS_RST       .      CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED
            SPEAKS          ESTAB  ESTAB  .      .      .      .      .      .      .      .      .
            FROM_TIME_WAIT  .      .      .      .      TIMEW  TIMEW  TIMEW  TIMEW  TIMEW  TIMEW  .
            GETS_SYN        .      .      SYNRCV .      .      .      .      .      .      .      .
            GETS_SYN_ACK    .      .      ESTAB  .      .      .      .      .      .      .      .
            GETS_ACK_OF_SYN .      .      .      ESTAB  .      .      .      .      .      .      .
            GETS_FIN        .      .      .      CLOSEW CLOSEW CLOSNG TIMEW  .      .      .      .
            GETS_ACK_OF_FIN .      .      .      .      .      FINW2  .      .      TIMEW  CLOSED .
            SECOND_TO_CLOSE .      .      .      .      .      LASTAK CLOSED .      .      .      .
            GETS_ICMP_ERROR .      .      CLOSED .      .      .      .      .      .      .      .
            GETS_RST        .      .      CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED
            REPEATS_SYN     SYNSNT .      .      SYNSNT SYNSNT .      .      .      .      .      .
            REPEATS_SYN_ACK SYNRCV .      SYNRCV .      SYNRCV .      .      SYNRCV .      .      .
            REPEATS_FIN     LASTAK .      .      .      .      .      FINW1  .      .      .      CLOSNG
            LACKS_SYN_ACK   .      .      .      .      SYNSNT .      .      .      .      .      .
            SENDS_ON        .      .      .      .      .      ESTAB  ESTAB  .      CLOSEW CLOSEW CLOSEW
            CROSSED_FIN     .      .      .      .      .      .      .      .      .      CLOSNG .
            LACKS_FIN       .      .      .      .      .      .      .      ESTAB  FINW1  FINW1  FINW2
            MAKES_WAY       .      CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED
            TIME_WAIT_OVER  .      .      .      .      .      .      .      .      .      .      CLOSED
            FIN_WAIT_OVER   .      .      .      .      .      .      CLOSED .      .      .      .
            GIVES_UP        .      CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED CLOSED
            """;

    /** The columns, in the order of {@link TcpState}. */
    private static final List<String> STATES = List.of(
            "CLOSED", "LISTEN", "SYNSNT", "SYNRCV", "ESTAB", "FINW1", "FINW2", "CLOSEW", "CLOSNG", "LASTAK", "TIMEW");

    @Test
    void everyEventMovesEveryStateAsTheTableSays() {
        StringBuilder table = new StringBuilder(line("", STATES));
        for (TcpEvent event : TcpEvent.values()) {
            table.append(line(event.name(), row(event)));
        }
        assertEquals(TABLE, table.toString());
    }

    private static List<String> row(TcpEvent event) {
        return List.of(TcpState.values()).stream()
                .map(from -> {
                    TcpState to = TcpRules.next(from, event);
                    return to == from ? "." : STATES.get(to.ordinal());
                })
                .toList();
    }

    private static String line(String head, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-16s", head));
        cells.forEach(cell -> line.append(String.format("%-7s", cell)));
        return line.toString().stripTrailing() + "\n";
    }

    @Test
    void noEventLeadsToListen() {
        for (TcpEvent event : TcpEvent.values()) {
            for (TcpState from : TcpState.values()) {
                TcpState to = TcpRules.next(from, event);
                assertEquals(from == TcpState.LISTEN && to == from, to == TcpState.LISTEN);
            }
        }
    }

    @Test
    void anEventThatHappensTwiceIsOne() {
        // What repeats itself says nothing new, but for closing: figure 5 passes from state to state by equal events.
        for (TcpEvent event : TcpEvent.values()) {
            for (TcpState from : TcpState.values()) {
                TcpState once = TcpRules.next(from, event);
                TcpState twice = TcpRules.next(once, event);
                boolean opensAtOnce = event == TcpEvent.SENDS_SYN_ACK || event == TcpEvent.REPEATS_SYN_ACK;
                if (!opensAtOnce) {
                    assertEquals(once, twice, event + " in " + from);
                }
            }
        }
    }

    @Test
    void everyEventHasWordsAndASource() {
        for (TcpEvent event : TcpEvent.values()) {
            for (Rule rule : List.of(event.rule(), event.ruleOfSilence())) {
                assertEquals(rule.words().strip(), rule.words());
                assertEquals(
                        true, rule.source().startsWith("RFC ") || rule.source().startsWith("Linux"), rule.source());
                assertEquals(true, rule.name().matches("[a-z_]+"), rule.name());
            }
        }
    }
}
