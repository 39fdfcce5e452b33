@NullMarked
package org.wirestat.tracker.connlog;

import org.jspecify.annotations.NullMarked;
