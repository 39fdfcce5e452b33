/**
 * Work divided by flow. In come batches of decoded segments; each segment goes to the shard that its conversation belongs
 * to, and a shard sees its segments in the order of their frames, whichever thread works on it. So the result depends on
 * the number of shards, which is fixed, and never on the number of threads.
 */
@NullMarked
package org.wirestat.tracker.shard;

import org.jspecify.annotations.NullMarked;
