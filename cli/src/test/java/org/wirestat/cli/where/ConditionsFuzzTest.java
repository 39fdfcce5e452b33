package org.wirestat.cli.where;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.TcpState;

/** Whatever stands behind {@code --where}, it is a condition for every row, or the word that does not fit is pointed at. */
class ConditionsFuzzTest {

    private static final List<SocketRow> ROWS = new HandMade()
            .listener("10.0.0.5:80")
            .tcp("10.0.0.5:1001", TcpState.ESTABLISHED, "93.184.216.34:443", TcpState.CLOSED)
            .tcp("[fd00::5]:1006", TcpState.TIME_WAIT, "[fd00::9]:443", TcpState.CLOSED)
            .udp("10.0.0.5:2001", 1, "10.0.0.53:53", 0)
            .allSockets("10.0.0.5", "fd00::5");

    static Stream<byte[]> conditions() {
        return Stream.of(
                        "state established or state time-wait exclude listen",
                        "( dport = :https or sport != 80 ) and not dst 10.0.0.0/8",
                        "src [fd00::5]:1006 && ! dport >= :1024 | dst *:53",
                        "(((state big))) dst fd00::/8 sport lt 1024")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("conditions")
    @FuzzTest(maxDuration = "10m")
    void anyTextIsAConditionOrIsPointedAt(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            Predicate<SocketRow> condition =
                    Conditions.parse(text, name -> name.equals("https") ? Set.of(443) : Set.of());
            long fits = ROWS.stream().filter(condition).count();
            long others = ROWS.stream().filter(condition.negate()).count();
            assertEquals(ROWS.size(), fits + others);
        } catch (WrongCondition e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
            assertTrue(e.place() >= 0 && e.place() <= text.length(), e.place() + " of " + text.length());
        }
    }
}
