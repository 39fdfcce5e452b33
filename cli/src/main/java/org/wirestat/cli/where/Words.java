package org.wirestat.cli.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A condition's text, cut into words, with the place of each. Parentheses and operators need no blanks around them. */
final class Words {

    private record Word(String text, int place) {}

    private final List<Word> words = new ArrayList<>();
    private final int end;
    private int at;

    Words(String text) {
        end = text.length();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int from = i;
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            if (isSign(c)) {
                i++;
                boolean isDoubled = i < text.length() && (c == '&' || c == '|') && text.charAt(i) == c;
                boolean hasEquals = i < text.length() && "=!<>".indexOf(c) >= 0 && text.charAt(i) == '=';
                if (isDoubled || hasEquals) {
                    i++;
                }
            } else {
                while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && !isSign(text.charAt(i))) {
                    i++;
                }
            }
            words.add(new Word(text.substring(from, i), from));
        }
    }

    private static boolean isSign(char c) {
        return "()=!<>&|".indexOf(c) >= 0;
    }

    boolean atEnd() {
        return at == words.size();
    }

    /** The next word in lower case, as all of the language's own are; empty at the end. */
    String peek() {
        return atEnd() ? "" : words.get(at).text().toLowerCase(Locale.ROOT);
    }

    /** Whether the next word is one of these; if so it is taken. */
    boolean take(String... any) {
        for (String one : any) {
            if (peek().equals(one)) {
                at++;
                return true;
            }
        }
        return false;
    }

    /** The next word as it was written. */
    String next(String wanted) throws WrongCondition {
        if (atEnd()) {
            throw wrong(wanted);
        }
        return words.get(at++).text();
    }

    /** Goes back over the last word, to complain about it. */
    WrongCondition wrongBefore(String wanted) {
        at--;
        return wrong(wanted);
    }

    WrongCondition wrong(String wanted) {
        return new WrongCondition(wanted, atEnd() ? end : words.get(at).place());
    }
}
