package org.wirestat.cli;

import java.util.List;
import org.wirestat.capture.file.UnpackLimit;
import org.wirestat.capture.live.Engine;
import org.wirestat.cli.field.ChangeField;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FlowField;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.field.StepField;
import org.wirestat.cli.field.ViewFields;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.cli.story.Target;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.Selection;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.connlog.ConnLogOptions;
import org.wirestat.tracker.connlog.ServerPorts;

/**
 * What a command line means.
 *
 * @param why whose stories, if those are told
 * @param local the user's word on which hosts are near; empty if there is none
 * @param mirrorHealth a report on the mirror in place of tables
 * @param names what is shown in place of numbers
 */
record Options(
        Input input,
        View view,
        List<Target> why,
        Selection selection,
        Arrangement arrangement,
        List<IpNetwork> local,
        List<Moment> moments,
        long everyNs,
        Output output,
        TableFormat format,
        Colour colour,
        Columns columns,
        Names names,
        TrackerOptions tracker,
        Log log,
        Loudness loudness,
        boolean strict,
        boolean mirrorHealth) {

    /** Whether it is told which programs have the sockets: of a wire's only, since a capture's may have ended since. */
    boolean looksUpPrograms() {
        boolean isWanted = columns.programs() || (format == TableFormat.WINDOWS && columns.timer());
        return isWanted && view == View.SOCKETS && input.isLive();
    }

    /** Which rows there are. */
    enum View {
        SOCKETS,
        FLOWS,
        HOSTS,
        SUMMARY,
        STATISTICS,
        GROUPS,
        INTERFACES,
        /** How the states of some sockets came about ({@code --why}). */
        STORIES,
        EVENTS,
        /** What differs between two moments ({@code --diff}). */
        CHANGES;

        /** What its rows tell to programs. */
        List<? extends Field<?>> fields() {
            return switch (this) {
                case SOCKETS -> SocketField.ALL;
                case FLOWS -> FlowField.ALL;
                case HOSTS -> ViewFields.HOSTS;
                case SUMMARY -> ViewFields.SUMMARY;
                case STATISTICS -> ViewFields.STATISTICS;
                case GROUPS -> ViewFields.GROUPS;
                case INTERFACES -> ViewFields.INTERFACES;
                case STORIES, EVENTS -> StepField.ALL;
                case CHANGES -> ChangeField.ALL;
            };
        }

        /** Whether it needs to know more of hosts than their connections. */
        boolean isOfHosts() {
            return this == HOSTS || this == STATISTICS || this == GROUPS;
        }
    }

    /** Whether tables are coloured. */
    enum Colour {
        /** On a terminal, unless NO_COLOR is set (no-color.org). */
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Who is asked for hosts' names. */
    enum Resolve {
        NONE,
        /** The hosts file, and whoever names hosts in the traffic. */
        PASSIVE,
        /** A name server, too. */
        ACTIVE
    }

    /** @param numeric no names, for ports neither */
    record Names(boolean numeric, Resolve resolve) {}

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
        TSV,
        ZEEK,
        ZEEK_JSON;

        /** Whether it is not of tables, but a log of connections that are over. */
        boolean isLog() {
            return this == ZEEK || this == ZEEK_JSON;
        }

        /** What a connection takes in memory at most. */
        int bytesPerConnection() {
            return isLog() ? ConnLogOptions.BYTES_PER_CONNECTION : TrackerOptions.BYTES_PER_CONNECTION;
        }
    }

    /**
     * How a log of connections is kept.
     *
     * @param serverPorts by which the roles of a connection are told whose beginning was missed
     * @param communityIdSeed mixed into the Community ID of each connection; below 0 if there is none
     * @param everyNs how long each of its files lasts; 0 if it goes to standard output
     */
    record Log(ServerPorts serverPorts, int communityIdSeed, long everyNs) {}

    /** How much is said on standard error. */
    enum Loudness {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /**
     * What becomes of root's privileges, if there are any.
     *
     * @param isKept whether they stay, against all advice
     * @param user who to be without them; empty for whoever suits
     */
    record Root(boolean isKept, String user) {}

    /**
     * Where frames come from, and how many of them.
     *
     * @param files names of capture files; if there are none, the wire
     * @param interfaces names of interfaces; may be empty for the wire too, and then one is chosen
     * @param filter in libpcap's language; empty for all frames
     * @param forNs length of time; {@link Agenda#NEVER} for no limit
     * @param count number of frames; {@link Agenda#NEVER} for no limit
     * @param follow whether more is expected to be written behind a file's end
     * @param unpackLimit how much a compressed file may unpack to
     * @param toTheEnd whether all is read, even behind the last moment whose table is wanted
     */
    record Input(
            List<String> files,
            List<String> interfaces,
            String filter,
            int snaplen,
            int bufferBytes,
            boolean promiscuous,
            Engine engine,
            long forNs,
            long count,
            boolean follow,
            UnpackLimit unpackLimit,
            boolean toTheEnd,
            Root root) {

        /** More would wait for the one that decodes. */
        private static final int MOST_THREADS = 4;

        boolean isLive() {
            return files.isEmpty();
        }

        /** How many may work at the same time. A live wire leaves the other processors to whoever has other work. */
        int threads() {
            return isLive() ? 1 : Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        }
    }
}
