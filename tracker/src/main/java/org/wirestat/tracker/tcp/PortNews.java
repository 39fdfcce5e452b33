package org.wirestat.tracker.tcp;

/** What a segment tells of a port at one of its ends. */
public enum PortNews {
    NONE,
    /** The sender's port is known from now on to have accepted the connection. */
    SENDER_ACCEPTED,
    RECEIVER_ACCEPTED,
    /** What was taken for the sender's acceptance was its part in a simultaneous open. */
    SENDER_CROSSED,
    RECEIVER_CROSSED,
    /** What was taken for the receiver's acceptance answered no SYN: the sender refuses it. */
    RECEIVER_UNASKED,
    /** The sender refused a SYN. */
    SENDER_REFUSED;

    /** Whether it is the sender's port; else the receiver's. */
    boolean isOfSender() {
        return switch (this) {
            case NONE, SENDER_ACCEPTED, SENDER_CROSSED, SENDER_REFUSED -> true;
            case RECEIVER_ACCEPTED, RECEIVER_CROSSED, RECEIVER_UNASKED -> false;
        };
    }
}
