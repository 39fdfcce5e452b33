package org.wirestat.cli.view;

/**
 * One line of protocol statistics.
 *
 * @param section net-tools' title of its part, such as {@code Tcp}
 * @param name for machines, lower_snake_case
 * @param value how many; "in" is what was sent to the local hosts, "out" what they sent
 * @param sentence as net-tools puts it, with {@code %} for the value; a part of a histogram begins with four blanks
 */
public record StatisticRow(String section, String name, long value, String sentence) {}
