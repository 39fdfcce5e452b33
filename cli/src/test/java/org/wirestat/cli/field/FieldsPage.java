package org.wirestat.cli.field;

import java.util.List;

/** Writes the reference page of all machine outputs, {@code cli/fields.md}. */
final class FieldsPage {

    /** One kind of row. */
    record Chapter<R>(String title, String option, List<Field<R>> fields) {}

    static final List<Chapter<?>> CHAPTERS = List.of(
            new Chapter<>("Sockets", "the default", SocketField.ALL),
            new Chapter<>("Connections", "`--flows`", FlowField.ALL),
            new Chapter<>("Hosts", "`--hosts`", ViewFields.HOSTS),
            new Chapter<>("Counts", "`--summary`", ViewFields.SUMMARY),
            new Chapter<>("Protocol statistics", "`-s`", ViewFields.STATISTICS),
            new Chapter<>("Multicast groups", "`-g`", ViewFields.GROUPS),
            new Chapter<>("Interfaces", "`--interfaces`", ViewFields.INTERFACES),
            new Chapter<>("Steps of a socket's life", "`--why`, `--events`", StepField.ALL),
            new Chapter<>("Differences between two moments", "`--diff`", ChangeField.ALL));

    private FieldsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Fields of the machine outputs

                `--output jsonl` writes one object a row, `json` one array a table, `csv` and `tsv` the same fields in the same
                order under a line of names. Names are never renamed; new ones may be added. Any value may be null (empty in
                `csv` and `tsv`): not known, or not applicable. Times are RFC 3339 in UTC with nine digits. Numbers are whole;
                none is above 2⁵³.

                Where something is missing from a table, an object of type `integrity` stands before its rows in `json` and
                `jsonl`: `time`, a count for each thing that is missing (`kernel_dropped`, `interface_dropped`, `cut_short`,
                `input_broken`, `evicted`, `refused`; and `emergency_seconds`, for how long the table was crowded), and
                `words`. In `csv` and `tsv` every line has the same columns: there standard error tells it, and `--strict`
                makes it an exit code.

                Text may come from the wire. In JSON everything that is not plain text is escaped; in `csv` and `tsv` bytes
                outside of printable ASCII are written `\\xHH` and a backslash is doubled (`tsv`: also `\\t`, `\\n`, `\\r`), and in
                `csv` a cell that a spreadsheet would calculate begins with an apostrophe.

                This page is made of the definitions in the code, and a test holds it against them.
                """);
        for (Chapter<?> chapter : CHAPTERS) {
            page.append("\n## ")
                    .append(chapter.title())
                    .append(" (")
                    .append(chapter.option())
                    .append(")\n\n");
            page.append("| field | form | |\n| --- | --- | --- |\n");
            for (Field<?> field : chapter.fields()) {
                page.append("| `")
                        .append(field.fieldName())
                        .append("` | ")
                        .append(field.kind().words());
                page.append(" | ").append(field.meaning()).append(" |\n");
            }
        }
        return page.toString();
    }
}
