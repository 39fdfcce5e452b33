/**
 * Words for numbers and back. In come addresses and ports, or what a user typed for them; out go names as netstat shows
 * them, and addresses. Nothing here asks the network but the Resolver, where the user wants that. Names of hosts are not
 * to be trusted, whoever gave them: printers escape them.
 */
@NullMarked
package org.wirestat.cli.name;

import org.jspecify.annotations.NullMarked;
