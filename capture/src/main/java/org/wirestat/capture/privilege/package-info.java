/**
 * What a machine must give before frames can be captured from it. In comes what went wrong; out goes a {@link
 * org.wirestat.capture.CaptureException} that says what is missing and how to get it.
 */
@NullMarked
package org.wirestat.capture.privilege;

import org.jspecify.annotations.NullMarked;
