/**
 * From the bytes of a frame to one decoded segment. In comes a frame with its link type; out comes a filled {@link
 * org.wirestat.tracker.wire.Segment} or the {@link org.wirestat.tracker.Discard} that says why there is none.
 */
@NullMarked
package org.wirestat.tracker.wire;

import org.jspecify.annotations.NullMarked;
