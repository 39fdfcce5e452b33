/**
 * What each side's TCP must be doing. In comes a segment and the records of the two endpoints; out come their states,
 * changed in one place, {@link org.wirestat.tracker.tcp.Exchange#transition}, by the rules that stand in {@code TcpRules}.
 *
 * <p>How it reasons: a segment proves the state of its sender. That it arrives is presumed, and taken back when the sender
 * repeats itself or the receiver goes on as if nothing had come. A kernel that waits for an answer repeats itself, with
 * growing gaps; once the next repetition is overdue, the answer arrived or the kernel gave up.
 */
@NullMarked
package org.wirestat.tracker.tcp;

import org.jspecify.annotations.NullMarked;
