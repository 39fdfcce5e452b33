package org.wirestat.cli.view;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * A number of sockets or connections that have something in common.
 *
 * @param host of which host; null for all
 * @param state the sockets' state, or the originators'; null for UDP
 * @param responderState the responders' state; null where sockets are counted
 */
public record SummaryRow(
        Section section,
        @Nullable IpAddress host,
        Transport transport,
        @Nullable TcpState state,
        @Nullable TcpState responderState,
        long count) {

    /** What is counted. */
    public enum Section {
        /** Sockets by state. */
        STATE,
        /** Sockets by host and state. */
        HOST,
        /** Connections by the states of both their ends. */
        PAIR
    }
}
