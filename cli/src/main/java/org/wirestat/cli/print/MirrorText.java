package org.wirestat.cli.print;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.wirestat.cli.view.MirrorFinding;

/** The findings about a mirror, for people: a line of figures each, and a line of words. */
public final class MirrorText {

    private static final int SUBJECT_WIDTH = 16;
    private static final int GRADE_WIDTH = 10;

    private MirrorText() {}

    public static void print(List<MirrorFinding> findings, TextOutput out) throws IOException {
        for (MirrorFinding finding : findings) {
            String grade = finding.grade().name().toLowerCase(Locale.ROOT);
            line(finding.subject(), grade, finding.figures(), out);
            line("", "", finding.verdict(), out);
        }
        out.flush();
    }

    private static void line(String subject, String grade, String words, TextOutput out) throws IOException {
        out.add(subject + " ".repeat(SUBJECT_WIDTH - subject.length()))
                .add(grade + " ".repeat(GRADE_WIDTH - grade.length()))
                .add(words)
                .endLine();
    }
}
