package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.ConnectionRecord;

/** Hears of each move of an endpoint from state to state, in the thread of its connection's shard. */
public interface MoveListener {

    /**
     * @param connection lent; the endpoint is in its new state already
     * @param isLower whether it is the lower endpoint
     * @param from the state before; the same as {@code to} where only its basis became better
     * @param atNs when, nanoseconds since 1970
     * @param isSilence whether what did not come says so, and no frame
     */
    void moves(
            ConnectionRecord connection,
            boolean isLower,
            TcpEvent event,
            TcpState from,
            TcpState to,
            Basis basis,
            long atNs,
            boolean isSilence);
}
