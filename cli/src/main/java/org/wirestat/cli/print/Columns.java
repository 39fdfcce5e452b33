package org.wirestat.cli.print;

/**
 * Which columns a table of sockets has beyond the usual, and how wide.
 *
 * @param wide addresses are never cut ({@code -W})
 * @param evidence basis and age of the state ({@code -e}; net-tools has User and Inode here, which no wire tells)
 * @param timer the timer that runs ({@code -o}); Windows has the process there
 * @param programs process and its name ({@code -p})
 */
public record Columns(boolean wide, boolean evidence, boolean timer, boolean programs) {}
