package org.wirestat.cli;

import java.util.List;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.Selection;
import org.wirestat.tracker.TrackerOptions;

/**
 * What a command line means.
 *
 * @param local the user's word on which hosts are near; empty if there is none
 * @param numeric no names for hosts and ports
 */
record Options(
        Input input,
        Selection selection,
        List<IpNetwork> local,
        List<Moment> moments,
        long everyNs,
        Output output,
        Format format,
        Columns columns,
        boolean numeric,
        TrackerOptions tracker,
        Loudness loudness,
        boolean strict) {

    /** Forms of output. */
    enum Output {
        TABLE,
        JSON,
        JSONL,
        CSV,
        TSV
    }

    /** Whose table it looks like. */
    enum Format {
        LINUX,
        WINDOWS,
        BSD,
        SS
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
