package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.FlowField;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.print.BsdTable;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.print.JsonArrays;
import org.wirestat.cli.print.JsonLines;
import org.wirestat.cli.print.LinuxTable;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.SeparatedValues;
import org.wirestat.cli.print.SsTable;
import org.wirestat.cli.print.StateColours;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.print.ViewTables;
import org.wirestat.cli.print.WindowsTable;
import org.wirestat.cli.traffic.OrdinaryTraffic;
import org.wirestat.cli.view.Crew;
import org.wirestat.cli.view.FlowView;
import org.wirestat.cli.view.HostView;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketView;
import org.wirestat.cli.view.SummaryView;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.host.HostTracker;

/** However many threads put a long table together, it is the same to the last byte. */
class LongTablesTest {

    private static final int FRAMES = 300_000;
    private static final Columns ALL_COLUMNS = new Columns(true, true, true, false);
    private static final LocalHosts LOCAL_HOSTS = new LocalHosts(List.of(), List.of());
    private static final Contexts NUMBERS = Contexts.of(Names.none());

    private static final HostTracker HOSTS = new HostTracker(TrackerOptions.defaults());
    private static final ConnectionTracker TRACKER = new ConnectionTracker(TrackerOptions.defaults(), 2);

    @BeforeAll
    static void watch() {
        OrdinaryTraffic traffic = new OrdinaryTraffic();
        ByteBuffer frame = ByteBuffer.allocate(OrdinaryTraffic.LONGEST_FRAME);
        for (int i = 0; i < FRAMES; i++) {
            traffic.next(frame.clear());
            int length = frame.position();
            TRACKER.onFrame(OrdinaryTraffic.LINK_TYPE, traffic.timeNs(), length, frame, 0, length);
            HOSTS.onFrame(OrdinaryTraffic.LINK_TYPE, traffic.timeNs(), length, frame, 0, length);
        }
    }

    @AfterAll
    static void close() {
        TRACKER.close();
    }

    /** A view and a form, put together by some threads. */
    private interface Making {
        void print(Crew crew, TextOutput out, Snapshot snapshot) throws IOException;
    }

    private interface Form<R> {
        Printer<R> of(TextOutput out);
    }

    private static <R> Making making(Function<Crew, View<R>> view, Form<R> form) {
        return (crew, out, snapshot) ->
                form.of(out).print(view.apply(crew).table(snapshot, snapshot.timeNs(), Integrity.WHOLE));
    }

    private static Selection everything(Set<TcpState> states) {
        return new Selection(
                Selection.Servers.TOO, Set.of(Transport.values()), Set.of(4, 6), states, List.of(), Set.of(), true);
    }

    private static Making sockets(Form<SocketRow> form) {
        return making(crew -> new SocketView(everything(Set.of()), LOCAL_HOSTS, crew), form);
    }

    private static ViewTables tables(TextOutput out) {
        return new ViewTables(out, Names.none(), TableFormat.LINUX, false);
    }

    static Stream<Arguments> makings() {
        Selection all = everything(Set.of());
        return Stream.of(
                Arguments.of(
                        "netstat's",
                        sockets(out -> new LinuxTable(out, NUMBERS, ALL_COLUMNS, Selection.Servers.TOO, true))),
                Arguments.of("Windows'", sockets(out -> new WindowsTable(out, NUMBERS, ALL_COLUMNS, true))),
                Arguments.of(
                        "BSD's", sockets(out -> new BsdTable(out, NUMBERS, ALL_COLUMNS, Selection.Servers.TOO, true))),
                Arguments.of("ss's", sockets(out -> new SsTable(out, NUMBERS, ALL_COLUMNS, all, true))),
                Arguments.of("JSON", sockets(out -> new JsonArrays<>(out, SocketField.ALL, NUMBERS))),
                Arguments.of("JSON lines", sockets(out -> new JsonLines<>(out, SocketField.ALL, NUMBERS))),
                Arguments.of(
                        "TSV",
                        sockets(out -> new SeparatedValues<>(out, SeparatedValues.Form.TSV, SocketField.ALL, NUMBERS))),
                Arguments.of(
                        "flows",
                        making(
                                crew -> new FlowView(all, crew),
                                out -> tables(out).flows())),
                Arguments.of(
                        "flows of a state, CSV",
                        making(
                                crew -> new FlowView(everything(Set.of(TcpState.CLOSE_WAIT)), crew),
                                out -> new SeparatedValues<>(out, SeparatedValues.Form.CSV, FlowField.ALL, NUMBERS))),
                Arguments.of(
                        "hosts",
                        making(
                                crew -> new HostView(all, LOCAL_HOSTS, HOSTS, crew),
                                out -> tables(out).hosts())),
                Arguments.of(
                        "summary",
                        making(
                                crew -> new SummaryView(all, LOCAL_HOSTS, crew),
                                out -> tables(out).summary())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("makings")
    void anyNumberOfThreadsMakesTheSameTable(String name, Making making) throws IOException {
        Snapshot snapshot = TRACKER.snapshot();
        byte[] alone = bytes(making, Crew.ALONE, snapshot);
        assertTrue(alone.length > 100, name);
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(alone, bytes(making, new Crew(threads), snapshot), name + " by " + threads);
        }
    }

    private static byte[] bytes(Making making, Crew crew, Snapshot snapshot) throws IOException {
        assertTrue(crew == Crew.ALONE || crew.isFor(snapshot.connections().size()), "a table too short to be shared");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes, new StateColours(TableFormat.LINUX), crew);
        making.print(crew, out, snapshot);
        out.flush();
        return bytes.toByteArray();
    }
}
