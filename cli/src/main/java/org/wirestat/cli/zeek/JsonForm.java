package org.wirestat.cli.zeek;

import java.util.List;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.connlog.Conn;

/** Zeek's JSON log: the columns' names for members, times as seconds, and no member where there is nothing to tell. */
final class JsonForm extends LogForm {

    private final Members members = new Members();

    JsonForm(LocalNetworks local, Extras extras) {
        super(local, extras);
    }

    @Override
    void head(long nowNs, AsciiLine to) {}

    @Override
    void add(Conn conn, AsciiLine to) {
        members.line = to;
        members.separator = '{';
        for (Column column : columns()) {
            members.name = column.header();
            write(column, conn, members);
        }
        to.add("}\n");
    }

    @Override
    void foot(long nowNs, AsciiLine to) {}

    /** All text is ours, and none of it needs escapes. */
    private static final class Members implements ValueSink {

        private AsciiLine line = new AsciiLine();
        private char separator = '{';
        private String name = "";

        private AsciiLine member() {
            line.add(separator).add('"').add(name).add("\":");
            separator = ',';
            return line;
        }

        @Override
        public void text(String value) {
            member().add('"').add(value).add('"');
        }

        @Override
        public void texts(List<String> values) {
            if (!values.isEmpty()) {
                member().add("[\"").add(String.join("\",\"", values)).add("\"]");
            }
        }

        @Override
        public void address(IpAddress value) {
            member().add('"').add(value).add('"');
        }

        @Override
        public void number(long value) {
            member().add(value);
        }

        @Override
        public void truth(boolean value) {
            member().add(value ? "true" : "false");
        }

        @Override
        public void seconds(long ns) {
            member().addSeconds(ns);
        }

        @Override
        public void nothing() {}
    }
}
