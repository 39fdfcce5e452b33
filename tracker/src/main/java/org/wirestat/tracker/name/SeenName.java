package org.wirestat.tracker.name;

/**
 * What a host was called.
 *
 * @param text hostile: any characters at all, but no more than 253
 * @param timeNs when it was said, nanoseconds since 1970
 */
public record SeenName(String text, NameSource source, long timeNs) {}
