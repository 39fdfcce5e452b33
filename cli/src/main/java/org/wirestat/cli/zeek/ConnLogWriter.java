package org.wirestat.cli.zeek;

import java.io.IOException;
import java.util.function.Predicate;
import org.wirestat.tracker.connlog.Conn;
import org.wirestat.tracker.connlog.ConnListener;

/** Writes connections as lines of a log, and the log to its destination. All times are the log's own clock. */
public final class ConnLogWriter implements ConnListener {

    private static final int ENOUGH_BYTES = 1 << 15;

    /** So much is kept while it cannot be written. */
    private static final int MOST_KEPT_BYTES = 1 << 20;

    private final AsciiLine lines = new AsciiLine();
    private final LogForm form;
    private final Destination destination;
    private final Predicate<Conn> isWanted;
    private boolean isOpen;
    private boolean lacksHead;
    private long pending;
    private long fileBeginNs = Long.MIN_VALUE;
    private long fileEndNs = Long.MAX_VALUE;

    /** @param isWanted which connections the user asked for */
    public ConnLogWriter(LogForm form, Destination destination, Predicate<Conn> isWanted) {
        this.form = form;
        this.destination = destination;
        this.isWanted = isWanted;
    }

    @Override
    public void onConn(Conn conn) {
        if (isWanted.test(conn)) {
            form.add(conn, lines);
            pending++;
        }
    }

    /** The clock has moved on: hands lines on if they are many, and begins another file if it is time to. */
    public void advanceTo(long nowNs) throws IOException {
        if (fileBeginNs == Long.MIN_VALUE) {
            begin(nowNs);
        }
        if (lines.length() >= ENOUGH_BYTES) {
            write();
        }
        if (nowNs >= fileEndNs) {
            finish(nowNs);
            begin(nowNs);
        }
    }

    /** When the file in hand ends, nanoseconds since 1970; {@link Long#MAX_VALUE} if nobody knows. */
    public long fileEndNs() {
        return fileEndNs;
    }

    /** Hands all lines on: somebody may be waiting for them. */
    public void flush() throws IOException {
        write();
        destination.flush();
    }

    /** Begins another file, if there are files: the one in hand was taken away, say. */
    public void reopen(long nowNs) throws IOException {
        if (destination.hasFiles()) {
            finish(nowNs);
            begin(nowNs);
        }
    }

    /** Ends the log. A stream has its head in any case. */
    public void close(long nowNs) throws IOException {
        if (!destination.hasFiles()) {
            open();
        }
        finish(nowNs);
    }

    private void begin(long nowNs) {
        fileBeginNs = nowNs;
        fileEndNs = destination.endNs(nowNs);
    }

    /** A file without a line is not made. */
    private void finish(long nowNs) throws IOException {
        write();
        if (isOpen) {
            AsciiLine foot = new AsciiLine();
            form.foot(nowNs, foot);
            foot.writeTo(destination.stream());
            destination.close();
            isOpen = false;
        }
    }

    private void write() throws IOException {
        if (lines.length() > 0) {
            open();
            lines.writeTo(destination.stream());
            pending = 0;
        }
    }

    /**
     * After an error: keeps what could not be written for the next time, unless that is too much.
     *
     * @return lines that are lost
     */
    public long dropIfTooMuch() {
        if (lines.length() < MOST_KEPT_BYTES) {
            return 0;
        }
        long lost = pending;
        lines.clear();
        pending = 0;
        return lost;
    }

    private void open() throws IOException {
        if (!isOpen) {
            destination.open(fileBeginNs);
            isOpen = true;
            lacksHead = true;
        }
        if (lacksHead) {
            AsciiLine head = new AsciiLine();
            form.head(fileBeginNs, head);
            head.writeTo(destination.stream());
            lacksHead = false;
        }
    }
}
