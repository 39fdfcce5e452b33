/** Messages only; nothing here needs or has a privilege. */
@NullMarked
package org.wirestat.capture.privilege;

import org.jspecify.annotations.NullMarked;
