package org.wirestat.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line, taken apart: which flags, with which values, and the words of the capture filter.
 *
 * <p>By hand rather than by picocli, whose classes have a format so old that no class-data archive takes them: loading and
 * verifying them takes longer than everything else together (measured: 150 ms and more, JDK 17 and 25). Where time does
 * not matter, for {@link WrongCommandLine wrong command lines}, picocli speaks.
 */
final class Arguments {

    private static final Map<String, Flag> BY_SPELLING = bySpelling();

    private final Map<Flag, List<String>> values = new EnumMap<>(Flag.class);
    private final List<String> filterWords = new ArrayList<>();

    private Arguments() {}

    static Arguments parse(List<String> words) throws UsageError {
        Arguments arguments = new Arguments();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--")) {
                arguments.filterWords.addAll(rest);
                break;
            } else if (word.startsWith("--")) {
                arguments.takeLong(word, rest, words);
            } else if (word.startsWith("-") && word.length() > 1) {
                arguments.takeLetters(word, rest, words);
            } else {
                arguments.filterWords.add(word);
            }
        }
        return arguments;
    }

    private void takeLong(String word, Deque<String> rest, List<String> words) throws UsageError {
        int equals = word.indexOf('=');
        String spelling = equals < 0 ? word : word.substring(0, equals);
        Flag flag = BY_SPELLING.get(spelling);
        if (flag == null) {
            throw WrongCommandLine.unknown(spelling, word, words);
        }
        if (equals < 0) {
            String value = valueFrom(flag, spelling, rest);
            add(flag, spelling, value);
            if (flag.takesTwoWords() && value != null) {
                String second = valueFrom(flag, spelling, rest);
                if (second == null) {
                    throw new UsageError(
                            spelling + " " + value + ": wanted a second one behind it: " + flag.parameter());
                }
                add(flag, spelling, second);
            }
        } else if (flag.takesValue()) {
            add(flag, spelling, word.substring(equals + 1));
        } else {
            throw new UsageError(spelling + " takes no value");
        }
    }

    /**
     * Several letters may share a dash; the last of them may have a value, in the same word or the next. A value that may
     * be missing stands in the next word only: {@code -c4} is {@code -c -4}, as netstat's users type it.
     */
    private void takeLetters(String word, Deque<String> rest, List<String> words) throws UsageError {
        for (int i = 1; i < word.length(); i++) {
            String spelling = "-" + word.charAt(i);
            Flag flag = BY_SPELLING.get(spelling);
            if (flag == null) {
                throw WrongCommandLine.unknown(spelling, word, words);
            }
            String glued = word.substring(i + 1);
            if (!flag.takesValue() || (flag.valueMayBeMissing() && !glued.isEmpty())) {
                add(flag, spelling, null);
            } else {
                add(flag, spelling, glued.isEmpty() ? valueFrom(flag, spelling, rest) : glued);
                return;
            }
        }
    }

    private static @Nullable String valueFrom(Flag flag, String spelling, Deque<String> rest) throws UsageError {
        String next = rest.peek();
        if (!flag.takesValue()) {
            return null;
        }
        if (flag.valueMayBeMissing()) {
            return next != null && looksLikeAmount(next) ? rest.pop() : null;
        }
        // A dash alone is standard input; any other word with a dash is the next option, and the value was forgotten.
        if (next == null || (next.startsWith("-") && next.length() > 1)) {
            throw new UsageError(spelling + " needs " + flag.parameter() + ": " + flag.description());
        }
        return rest.pop();
    }

    /** A number, or a moment such as +30s or #1200; the words of a capture filter look otherwise. */
    private static boolean looksLikeAmount(String word) {
        return !word.isEmpty() && "0123456789+#".indexOf(word.charAt(0)) >= 0;
    }

    private void add(Flag flag, String spelling, @Nullable String value) throws UsageError {
        List<String> all = values.computeIfAbsent(flag, ignored -> new ArrayList<>(1));
        if (value != null) {
            if (value.isEmpty()) {
                throw new UsageError(spelling + " needs " + flag.parameter() + ": " + flag.description());
            }
            all.add(value);
        }
    }

    boolean has(Flag flag) {
        return values.containsKey(flag);
    }

    /** All values, in the order in which they were given. */
    List<String> all(Flag flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** All values, each of them split at its commas. */
    List<String> allOfLists(Flag flag) {
        List<String> all = new ArrayList<>();
        for (String value : all(flag)) {
            for (String part : value.split(",", -1)) {
                all.add(part.strip());
            }
        }
        return all;
    }

    /** The only value, or null. */
    @Nullable
    String one(Flag flag) throws UsageError {
        List<String> all = all(flag);
        if (all.size() > 1) {
            throw new UsageError(flag + " was given twice: " + all.get(0) + " and " + all.get(1));
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** The words that are no options, joined by blanks; empty if there are none. */
    String filter() {
        return String.join(" ", filterWords);
    }

    private static Map<String, Flag> bySpelling() {
        Map<String, Flag> map = new HashMap<>();
        for (Flag flag : Flag.values()) {
            for (String spelling : flag.spellings()) {
                map.put(spelling, flag);
            }
        }
        return map;
    }
}
