/**
 * How a table looks: one file a format, one escaper a format. In come tables of {@code cli.view} and names of {@code
 * cli.name}; out go bytes. Text from outside reaches no output but through an escaper.
 */
@NullMarked
package org.wirestat.cli.print;

import org.jspecify.annotations.NullMarked;
