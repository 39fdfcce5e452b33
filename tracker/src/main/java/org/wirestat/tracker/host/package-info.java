/**
 * What hosts do as a whole, beside their connections: addresses, MACs, traffic, counters, group memberships. In come
 * frames (a second time, only where somebody asks for hosts) and transitions; out go immutable copies. It looks at the
 * outermost packet of a frame only: what travels in tunnels belongs to the tunnels' ends here. A fixed share of memory.
 */
@NullMarked
package org.wirestat.tracker.host;

import org.jspecify.annotations.NullMarked;
