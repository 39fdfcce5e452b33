package org.wirestat.cli.story;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.TcpState;

/**
 * All that happened to one socket up to a moment, and where that left it.
 *
 * @param peer null for a listening port
 * @param steps in their order; at least one
 * @param state the state at that moment, closed for a socket that is gone; null where no socket was ever known
 * @param basis on what that state rests; null where no socket was ever known
 * @param sinceNs when it came into that state
 * @param now what else is known of the living end of a connection; null for one that is gone, and for a listening port
 */
public record Story(
        SocketRow.Address local,
        SocketRow.@Nullable Address peer,
        boolean isOriginator,
        List<Step> steps,
        @Nullable TcpState state,
        @Nullable Basis basis,
        long sinceNs,
        @Nullable Endpoint now) {

    public Story {
        steps = List.copyOf(steps);
    }
}
