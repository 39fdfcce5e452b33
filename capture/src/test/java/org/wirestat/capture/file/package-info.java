/** Captures are built in code here, byte by byte; whatever tool wrote a real one, its bytes are among these. */
@NullMarked
package org.wirestat.capture.file;

import org.jspecify.annotations.NullMarked;
