/**
 * What happened to sockets, and why: steps, each with the frame that shows it. In come the tracker's transitions as they
 * happen; out go {@link org.wirestat.cli.story.EventLog the steps of all sockets}, or {@link
 * org.wirestat.cli.story.StoryBook the whole stories of some}.
 */
@NullMarked
package org.wirestat.cli.story;

import org.jspecify.annotations.NullMarked;
