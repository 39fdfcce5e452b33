package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * One socket's change of state; or, where {@code from} and {@code to} are the same, the proof of a state that was only
 * presumed.
 *
 * @param timeNs when, nanoseconds since 1970: the time of the segment that proves it, or when the timer was due
 * @param evidence the frame that proves it; null if a timer does, ours or the kernel's
 * @param basis on what the state rests from now on
 */
public record Transition(
        long timeNs, @Nullable Evidence evidence, SocketId socket, TcpState from, TcpState to, Basis basis, Rule rule) {

    /** Whether the state stays and is only better founded than before. */
    public boolean isConfirmation() {
        return from == to;
    }
}
