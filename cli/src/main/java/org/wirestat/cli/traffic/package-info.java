/**
 * Traffic that never was, for a JVM to practise on: out of {@link org.wirestat.cli.traffic.OrdinaryTraffic} come frames, one
 * after the other, of conversations as they are met on any wire.
 */
@NullMarked
package org.wirestat.cli.traffic;

import org.jspecify.annotations.NullMarked;
