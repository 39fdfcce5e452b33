/**
 * The parts of which a table of conversations is made: flat memory for records that are named by slots, an index that finds
 * them, a wheel that says whose time has come, and a ranking that says who goes when there is no room. They know nothing of
 * what stands in a record but the words that they are given for their own use. The rooms {@code flow} and {@code connlog}
 * make their tables of them.
 */
@NullMarked
package org.wirestat.tracker.table;

import org.jspecify.annotations.NullMarked;
