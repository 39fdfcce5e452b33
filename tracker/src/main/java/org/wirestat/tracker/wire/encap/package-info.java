/**
 * Layers that only wrap: tunnels, tags and mirror carriers, one file each. In comes a {@link
 * org.wirestat.tracker.wire.encap.Cursor} at the first byte of such a layer; out goes the {@link
 * org.wirestat.tracker.wire.encap.Layer} that follows, with the cursor moved to it, or {@link
 * org.wirestat.tracker.wire.encap.Layer#STOP} with the reason.
 */
@NullMarked
package org.wirestat.tracker.wire.encap;

import org.jspecify.annotations.NullMarked;
