package org.wirestat.cli.zeek;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.connlog.Conn;

/** Zeek's ASCII log: a head that describes it, {@code -} for nothing, {@code T} and {@code F}, sets with commas. */
final class TabSeparatedForm extends LogForm {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Values values = new Values();

    TabSeparatedForm(LocalNetworks local, Extras extras) {
        super(local, extras);
    }

    @Override
    void head(long nowNs, AsciiLine to) {
        to.add("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t");
        to.add(time(nowNs)).add("\n#fields");
        for (Column column : columns()) {
            to.add('\t').add(column.header());
        }
        to.add("\n#types");
        for (Column column : columns()) {
            to.add('\t').add(column.type());
        }
        to.add('\n');
    }

    @Override
    void add(Conn conn, AsciiLine to) {
        values.line = to;
        char separator = 0;
        for (Column column : columns()) {
            if (separator != 0) {
                to.add(separator);
            }
            separator = '\t';
            write(column, conn, values);
        }
        to.add('\n');
    }

    @Override
    void foot(long nowNs, AsciiLine to) {
        to.add("#close\t").add(time(nowNs)).add('\n');
    }

    static String time(long epochNs) {
        return TIME.format(Instant.ofEpochSecond(Math.floorDiv(epochNs, 1_000_000_000L)));
    }

    private static final class Values implements ValueSink {

        private AsciiLine line = new AsciiLine();

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
        public void number(long value) {
            line.add(value);
        }

        @Override
        public void truth(boolean value) {
            line.add(value ? 'T' : 'F');
        }

        @Override
        public void seconds(long ns) {
            line.addSeconds(ns);
        }

        @Override
        public void nothing() {
            line.add('-');
        }
    }
}
