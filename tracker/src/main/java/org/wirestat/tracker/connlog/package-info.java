/**
 * Zeek's view of the wire: which connections there were, and for each a record when it is over.
 */
@NullMarked
package org.wirestat.tracker.connlog;

import org.jspecify.annotations.NullMarked;
