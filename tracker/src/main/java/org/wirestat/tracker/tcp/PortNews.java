package org.wirestat.tracker.tcp;

/** What a segment tells of a port at one of its ends. */
public enum PortNews {
    NONE,
    /** The sender's port is known from now on to have accepted the connection. */
    SENDER_ACCEPTED,
    RECEIVER_ACCEPTED,
    /** The sender refused a SYN. */
    SENDER_REFUSED
}
