package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.wirestat.cli.view.Integrity;
import org.wirestat.tracker.Snapshot;

/**
 * Hands tables to their reader. Of a live capture that prints many, one that cannot be written (the disk is full, say) is
 * not the end: the capture goes on, and the next table is tried.
 */
final class Delivery {

    private final Report report;
    private final Messages messages;
    private final Predicate<IOException> isTheEnd;
    private boolean fails;
    private long lost;

    /** @param isTheEnd whether an error means that no further table needs to be tried */
    Delivery(Report report, Messages messages, Predicate<IOException> isTheEnd) {
        this.report = report;
        this.messages = messages;
        this.isTheEnd = isTheEnd;
    }

    void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        attempt(() -> {
            report.print(snapshot, momentNs, integrity);
            return true;
        });
    }

    void printNews() throws IOException {
        attempt(report::printNews);
    }

    List<String> remarks() {
        return report.remarks();
    }

    private interface Printing {
        /** Whether there was anything to print: only then does it show that the output takes it again. */
        boolean run() throws IOException;
    }

    private void attempt(Printing printing) throws IOException {
        try {
            fails &= !printing.run();
        } catch (IOException e) {
            if (isTheEnd.test(e)) {
                throw e;
            }
            lost++;
            if (!fails) {
                messages.say("cannot write the output: " + e.getMessage() + "; the capture goes on");
            }
            fails = true;
        }
    }

    /** Tables that were not written, or not all of them. */
    long lost() {
        return lost;
    }
}
