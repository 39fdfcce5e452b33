/**
 * What hosts do as a whole, beside their connections: addresses, MACs, traffic, counters, group memberships. In come
 * frames (a second time, only where somebody asks for hosts); out go immutable copies. It counts the innermost packet of a
 * frame, or all of them where carriers are shown. A fixed share of memory.
 */
@NullMarked
package org.wirestat.tracker.host;

import org.jspecify.annotations.NullMarked;
