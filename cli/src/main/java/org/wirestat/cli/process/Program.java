package org.wirestat.cli.process;

/**
 * A process that has a socket.
 *
 * @param name the last part of its command's path, as it calls itself
 */
public record Program(int pid, String name) {}
