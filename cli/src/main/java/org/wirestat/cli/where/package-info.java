/**
 * The language of ss's filters. In comes a text such as {@code state established and ( dport = :443 or dst 10.0.0.0/8 )};
 * out goes a condition on rows of {@code cli.view}, or the place where the text is wrong.
 */
@NullMarked
package org.wirestat.cli.where;

import org.jspecify.annotations.NullMarked;
