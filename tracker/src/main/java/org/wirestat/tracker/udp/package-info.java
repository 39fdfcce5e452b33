/**
 * UDP conversations: in comes a datagram and the record of its two endpoints, out come counters and times. UDP has no
 * states; only silence ends a conversation.
 */
@NullMarked
package org.wirestat.tracker.udp;

import org.jspecify.annotations.NullMarked;
