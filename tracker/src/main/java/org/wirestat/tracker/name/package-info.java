/**
 * How hosts are called by the traffic itself. In go payloads of the few protocols that name hosts; out come names of
 * addresses, with where they are from. They are what strangers say: not to be believed, and to be escaped by whoever shows
 * them. Everything here is bounded, whatever the bytes are.
 */
@NullMarked
package org.wirestat.tracker.name;

import org.jspecify.annotations.NullMarked;
