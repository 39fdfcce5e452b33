package org.wirestat.tracker;

/**
 * Why a state changed.
 *
 * @param name for programs, lower_snake_case; a name that is here once is never renamed
 * @param words what happened, in words that follow the endpoint's name
 * @param source where the rule stands: a section of an RFC, or what kernels are known to do
 */
public record Rule(String name, String words, String source) {}
