package org.wirestat.cli.zeek;

import java.util.List;
import org.wirestat.tracker.IpAddress;

/** Values as Zeek's ASCII logs have them: {@code -} for nothing, {@code T} and {@code F}, sets with commas. */
final class TabSeparated implements ValueSink {

    private final AsciiLine line;

    TabSeparated(AsciiLine line) {
        this.line = line;
    }

    @Override
    public void text(String value) {
        line.add(value);
    }

    @Override
    public void texts(List<String> values) {
        if (values.isEmpty()) {
            nothing();
        } else {
            line.add(String.join(",", values));
        }
    }

    @Override
    public void address(IpAddress value) {
        line.add(value);
    }

    @Override
    public void count(long value) {
        line.add(value);
    }

    @Override
    public void truth(boolean value) {
        line.add(value ? 'T' : 'F');
    }

    @Override
    public void time(long epochNs) {
        line.addSeconds(epochNs);
    }

    @Override
    public void interval(long ns) {
        line.addSeconds(ns);
    }

    @Override
    public void nothing() {
        line.add('-');
    }
}
