/**
 * Whether a mirror port shows what it should. In come frames; out comes a {@link
 * org.wirestat.tracker.mirror.MirrorReport} of figures, on which others may pass judgement. Memory is bounded: beyond a
 * number of hosts and connections the further ones are not followed, and the report says so.
 */
@NullMarked
package org.wirestat.tracker.mirror;

import org.jspecify.annotations.NullMarked;
