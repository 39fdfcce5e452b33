package org.wirestat.cli;

import java.util.StringJoiner;

/** The manual page in the language of man(7), made of the one definition of the options. */
final class ManPage {

    private ManPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                .TH WIRESTAT 1
                .SH NAME
                wirestat \\- netstat for a wire
                .SH SYNOPSIS
                .B wirestat
                .RI [ options ]
                .RI [ "capture filter" ]
                .SH DESCRIPTION
                Watches the frames of an interface, a mirrored switch port or a capture file, infers the TCP state of each end
                of every connection, and prints the table that netstat would print on every host of the segment.
                .SH OPTIONS
                """);
        for (Flag.Group group : Flag.Group.values()) {
            page.append(".SS ").append(safe(group.title())).append('\n');
            for (Flag flag : Flag.values()) {
                if (flag.group() == group) {
                    option(flag, page);
                }
            }
        }
        page.append(".SH VALUES\n");
        for (String line : HelpText.VALUES.strip().split("\n")) {
            page.append(safe(line.strip())).append('\n');
        }
        page.append(".SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(".TP\n.B ")
                    .append(code.code())
                    .append('\n')
                    .append(safe(code.meaning()))
                    .append('\n');
        }
        return page.append("""
                .SH SEE ALSO
                .BR netstat (8),
                .BR ss (8),
                .BR tcpdump (8),
                .BR pcap-filter (7)
                """).toString();
    }

    private static void option(Flag flag, StringBuilder page) {
        StringJoiner names = new StringJoiner(", ");
        for (String spelling : flag.spellings()) {
            names.add("\\fB" + safe(spelling) + "\\fR");
        }
        page.append(".TP\n").append(names);
        if (flag.takesValue()) {
            page.append(" \\fI").append(safe(flag.parameter())).append("\\fR");
        }
        page.append('\n').append(safe(flag.description())).append('\n');
    }

    /** Nothing in it is a request, an escape or a hyphen that breaks. */
    private static String safe(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
