/**
 * A script of segments: two hosts that speak TCP over a wire which a tracker watches. A test says who sends what, what is
 * lost before or behind the watcher and how time passes; real frames with right checksums go through the tracker's door.
 */
@NullMarked
package org.wirestat.tracker.script;

import org.jspecify.annotations.NullMarked;
