package org.wirestat.cli.view;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.TcpState;

/**
 * How a socket differs between two moments.
 *
 * @param beforeNs the earlier moment, nanoseconds since 1970
 * @param before the row that it had then; null for one that opened since
 * @param after the row that it has now; null for one that closed since
 */
public record Change(
        long beforeNs, @Nullable SocketRow before, @Nullable SocketRow after) {

    /** What became of it. */
    public enum Kind {
        OPENED,
        CLOSED,
        /** It changed its state. */
        STATE
    }

    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a socket that never was");
        }
    }

    public Kind kind() {
        if (before == null) {
            return Kind.OPENED;
        }
        return after == null ? Kind.CLOSED : Kind.STATE;
    }

    /** The newest row that it has or had. */
    public SocketRow row() {
        SocketRow row = after == null ? before : after;
        if (row == null) {
            throw new IllegalStateException();
        }
        return row;
    }

    public @Nullable TcpState from() {
        return before == null ? null : before.state();
    }

    public @Nullable TcpState to() {
        return after == null ? null : after.state();
    }
}
