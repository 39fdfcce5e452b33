/**
 * A terminal that is drawn on again and again. In come whole texts, harmless already and perhaps coloured; what was on the
 * terminal before is there again afterwards. The only room that knows JLine, which is loaded when something is drawn.
 */
@NullMarked
package org.wirestat.cli.screen;

import org.jspecify.annotations.NullMarked;
