package org.wirestat.cli.field;

import java.util.function.Supplier;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.process.Programs;

/**
 * Makes the context of each table.
 *
 * @param programs looks up whose sockets they are, anew for each table
 */
public record Contexts(Names names, Supplier<Programs> programs) {

    /** Names only. */
    public static Contexts of(Names names) {
        return new Contexts(names, () -> Programs.NONE);
    }

    public Context at(long tableNs) {
        return new Context(tableNs, names, programs.get());
    }
}
