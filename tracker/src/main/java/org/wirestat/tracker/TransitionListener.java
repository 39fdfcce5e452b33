package org.wirestat.tracker;

/**
 * Hears of every change of state, in the order in which the tracker learns of them. Timers are looked at within a second
 * of the capture's time; what they end is told with the time when it was due.
 */
@FunctionalInterface
public interface TransitionListener {

    /** A socket's state changed. */
    void onTransition(Transition transition);

    /** A state that was only presumed is proved. */
    default void onConfirmation(Transition confirmation) {}

    /** A segment changed nothing though one might think it should: it is a copy, or it has SYN, FIN or RST. */
    default void onDisregard(Evidence evidence, Disregard why) {}

    /** An ICMP error came about a segment that the socket sent, and changed nothing. */
    default void onIcmpError(Evidence error, SocketId sender) {}
}
