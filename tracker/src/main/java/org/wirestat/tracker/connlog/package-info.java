/**
 * Zeek's view of the wire: which connections there were, and a record of each when it is over. In come frames, out goes a
 * {@link org.wirestat.tracker.connlog.Conn}; the door is {@link org.wirestat.tracker.connlog.ConnLog}.
 *
 * <p>It stands beside the tables of sockets and shares only the decoder with them, since it answers another question: not in
 * which state each host's socket is, but what Zeek would note. What is different, by Zeek's documented defaults:
 *
 * <ul>
 *   <li>An end's state is what was seen of that end ({@link org.wirestat.tracker.connlog.EndState}); no acknowledgement is
 *       waited for, and no number makes a segment unacceptable.
 *   <li>A connection is over after time-outs of its own ({@code ConnTimers}), and what comes then is another; so is a SYN
 *       after a close. A lone RST is a connection, and so is a segment whose checksum is wrong.
 *   <li>Roles follow likely server ports where the beginning was missed ({@link org.wirestat.tracker.connlog.ServerPorts}).
 *   <li>Payload is counted in the space of sequence numbers ({@code Streams}): acknowledged bytes that were never seen are
 *       there, and missed.
 *   <li>Equal addresses in two tunnels or VLANs are one connection, and the datagrams of a tunnel are one too.
 *   <li>Checksums of all packets count, not only of those that begin or end something.
 * </ul>
 */
@NullMarked
package org.wirestat.tracker.connlog;

import org.jspecify.annotations.NullMarked;
