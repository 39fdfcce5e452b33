package org.wirestat.tracker.tcp;

import java.util.HashMap;
import java.util.Map;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpOpens;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.table.AddressTable;

/** Counts {@link TcpOpens} of each host. For one thread; the shards tell it of moves by {@link OpenMoves}. */
public final class OpenCounts {

    /** What of {@link TcpOpens} a move adds to. */
    enum Kind {
        ACTIVE,
        PASSIVE,
        FAILED,
        RESET,
        NONE;

        static Kind of(TcpState from, TcpState to) {
            if (to == TcpState.SYN_SENT) {
                return from == TcpState.CLOSED ? ACTIVE : NONE;
            }
            if (to == TcpState.ESTABLISHED) {
                return from == TcpState.SYN_RECEIVED ? PASSIVE : NONE;
            }
            if (to != TcpState.CLOSED) {
                return NONE;
            }
            return switch (from) {
                case SYN_SENT, SYN_RECEIVED -> FAILED;
                case ESTABLISHED, CLOSE_WAIT -> RESET;
                case CLOSED, LISTEN, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> NONE;
            };
        }
    }

    private final AddressTable hosts;
    private long missed;

    /** @param mostHosts hosts of which anything is counted */
    public OpenCounts(int mostHosts, FlowHash hashing) {
        hosts = new AddressTable(mostHosts, Kind.NONE.ordinal(), hashing::ofHost);
    }

    /** @param kind ordinal of the {@link Kind} */
    void count(int ipVersion, long high, long low, int kind) {
        int host = hosts.find(ipVersion, high, low);
        if (host == AddressTable.NONE) {
            missed++;
        } else {
            hosts.add(host, kind, 1);
        }
    }

    /** What was counted so far. */
    public Map<IpAddress, TcpOpens> byHost() {
        Map<IpAddress, TcpOpens> opens = new HashMap<>();
        hosts.forEach((address, at) -> opens.put(
                address,
                new TcpOpens(
                        hosts.value(at, Kind.ACTIVE.ordinal()),
                        hosts.value(at, Kind.PASSIVE.ordinal()),
                        hosts.value(at, Kind.FAILED.ordinal()),
                        hosts.value(at, Kind.RESET.ordinal()))));
        return opens;
    }

    /** What was not counted, since there was no room for its host. */
    public long missed() {
        return missed;
    }
}
