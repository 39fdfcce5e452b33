package org.wirestat.cli.field;

/** One thing that rows of a kind tell. A name that is here once is never renamed and never changes its meaning. */
public interface Field<R> {

    /** For machines, lower_snake_case. */
    String fieldName();

    /** Which of the sink's methods takes its values. */
    Kind kind();

    /** What it says, with its unit, for people. */
    String meaning();

    /** Gives the row's value to the sink, with exactly one call. */
    void write(R row, Context context, FieldSink to);

    /** Forms of values, as JSON has them. Every value may be null: not known, or not applicable. */
    enum Kind {
        TEXT("text"),
        ADDRESS("address"),
        NUMBER("number"),
        TIME("time"),
        TRUTH("true/false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
