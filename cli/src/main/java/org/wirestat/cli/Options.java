package org.wirestat.cli;

import java.util.List;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FlowField;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.Selection;
import org.wirestat.tracker.TrackerOptions;

/**
 * What a command line means.
 *
 * @param local the user's word on which hosts are near; empty if there is none
 * @param mirrorHealth a report on the mirror in place of tables
 * @param numeric no names for hosts and ports
 */
record Options(
        Input input,
        View view,
        Selection selection,
        Arrangement arrangement,
        List<IpNetwork> local,
        List<Moment> moments,
        long everyNs,
        Output output,
        TableFormat format,
        Columns columns,
        boolean numeric,
        TrackerOptions tracker,
        Loudness loudness,
        boolean strict,
        boolean mirrorHealth) {

    /** Which rows there are. */
    enum View {
        SOCKETS,
        FLOWS;

        /** What its rows tell to programs. */
        List<? extends Field<?>> fields() {
            return switch (this) {
                case SOCKETS -> SocketField.ALL;
                case FLOWS -> FlowField.ALL;
            };
        }
    }

    /**
     * What is done with the rows of a table.
     *
     * @param order names of fields, each perhaps with its direction; empty for the view's own order
     * @param limit how many of them are shown
     */
    record Arrangement(List<String> order, long limit) {}

    /** Forms of output. */
    enum Output {
        TABLE,
        JSON,
        JSONL,
        CSV,
        TSV
    }

    /** What becomes of a frame's second copy. */
    enum Duplicates {
        DROP,
        KEEP
    }

    /** Whether a connection under two VLAN tags is one. */
    enum Vlan {
        MERGE,
        SEPARATE
    }

    /** How much is said on standard error. */
    enum Loudness {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /**
     * Where frames come from, and how many of them.
     *
     * @param files names of capture files; if there are none, the wire
     * @param interfaces names of interfaces; may be empty for the wire too, and then one is chosen
     * @param filter in libpcap's language; empty for all frames
     * @param forNs length of time; {@link Agenda#NEVER} for no limit
     * @param count number of frames; {@link Agenda#NEVER} for no limit
     */
    record Input(
            List<String> files,
            List<String> interfaces,
            String filter,
            int snaplen,
            int bufferBytes,
            boolean promiscuous,
            long forNs,
            long count) {

        boolean isLive() {
            return files.isEmpty();
        }
    }
}
