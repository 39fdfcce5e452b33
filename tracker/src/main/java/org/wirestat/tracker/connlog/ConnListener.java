package org.wirestat.tracker.connlog;

/** Hears of every connection that is over, in the order in which that was noticed. */
public interface ConnListener {

    /** @param conn valid until this returns */
    void onConn(Conn conn);
}
