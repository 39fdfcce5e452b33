package org.wirestat.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.TcpState;

/** {@code --sort}. */
class SortingTest {

    private static final List<SocketRow> ROWS = new HandMade()
            .tcp("10.0.0.10:7", TcpState.ESTABLISHED, "9.9.9.9:443", TcpState.CLOSED)
            .tcp("10.0.0.9:30", TcpState.SYN_SENT, "10.9.9.9:80", TcpState.CLOSED)
            .tcp("10.0.0.9:200", TcpState.ESTABLISHED, "8.8.8.8:443", TcpState.CLOSED)
            .listener("10.0.0.11:22")
            .allSockets("10.0.0.9", "10.0.0.10", "10.0.0.11");

    private static List<Integer> localPorts(String... order) {
        return Sorting.of(List.of(order), SocketField.ALL)
                .sorted(ROWS, () -> Contexts.of(Names.none()).at(HandMade.NOW_NS))
                .stream()
                .map(row -> row.local().port())
                .toList();
    }

    @Test
    void withoutAnOrderRowsStayWhereTheyAre() {
        assertEquals(List.of(22, 30, 200, 7), localPorts());
    }

    @Test
    void numbersAndAddressesGoByTheirValue() {
        assertEquals(List.of(7, 22, 30, 200), localPorts("local_port"));
        assertEquals(List.of(200, 30, 22, 7), localPorts("local_port:desc"));
        assertEquals(List.of(30, 200, 7, 22), localPorts("local_address"));
    }

    @Test
    void severalFieldsDecideOneAfterTheOther() {
        assertEquals(List.of(200, 7, 22, 30), localPorts("state", "foreign_address"));
        assertEquals(List.of(30, 22, 7, 200), localPorts("state:desc", "foreign_address:desc"));
    }

    @Test
    void whatIsNotKnownComesLastInEitherDirection() {
        assertEquals(22, localPorts("foreign_address").get(3));
        assertEquals(22, localPorts("foreign_address:desc").get(3));
    }

    @Test
    void aFieldThatDoesNotExistIsNamed() {
        assertEquals(
                "color:desc",
                assertThrows(IllegalArgumentException.class, () -> localPorts("color:desc"))
                        .getMessage());
    }
}
