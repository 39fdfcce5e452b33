/** Captures from veth pairs between network namespaces of our own; skipped where these cannot be made. */
@NullMarked
package org.wirestat.capture.live;

import org.jspecify.annotations.NullMarked;
