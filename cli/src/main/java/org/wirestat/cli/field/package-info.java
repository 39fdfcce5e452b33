/**
 * What machine outputs call the things that a row tells, and in which form: the dictionary of all fields. Out of it are
 * made the machine outputs, {@code --sort}, and the page that documents the fields. In come rows of {@code cli.view}; out
 * go values, one call to a {@link org.wirestat.cli.field.FieldSink} each.
 */
@NullMarked
package org.wirestat.cli.field;

import org.jspecify.annotations.NullMarked;
