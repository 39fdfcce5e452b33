package org.wirestat.tracker;

/**
 * What a host's own TCP counts of connections that begin, or end before their time (RFC 4022), counted from outside.
 *
 * @param active transitions CLOSED to SYN-SENT
 * @param passive transitions SYN-RECEIVED to ESTABLISHED
 * @param failed transitions SYN-SENT or SYN-RECEIVED to CLOSED
 * @param reset transitions ESTABLISHED or CLOSE-WAIT to CLOSED
 */
public record TcpOpens(long active, long passive, long failed, long reset) {

    public static final TcpOpens NONE = new TcpOpens(0, 0, 0, 0);

    /** Both together. */
    public TcpOpens plus(TcpOpens other) {
        return new TcpOpens(active + other.active, passive + other.passive, failed + other.failed, reset + other.reset);
    }
}
