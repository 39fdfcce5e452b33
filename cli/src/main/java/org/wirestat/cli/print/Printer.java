package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.Table;

/** One form of output. Tables come in the order of their moments; each is printed whole. */
public interface Printer<R> {

    void print(Table<R> table) throws IOException;
}
