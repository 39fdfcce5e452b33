/**
 * Who talks to whom: the key of a conversation, and the flat memory in which everything known of it stands. In comes a
 * decoded segment; out comes the record of its connection with the two endpoints told apart. What the numbers in a
 * record mean for TCP is the business of the room {@code tcp}.
 */
@NullMarked
package org.wirestat.tracker.flow;

import org.jspecify.annotations.NullMarked;
