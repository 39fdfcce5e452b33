/**
 * Which rows, in which order. In comes a {@link org.wirestat.tracker.Snapshot} and what the user chose; out go tables of
 * rows that any printer can print. Nothing here knows how a row looks.
 */
@NullMarked
package org.wirestat.cli.view;

import org.jspecify.annotations.NullMarked;
