package org.wirestat.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single values of a command line's options. Every complaint names the option, the value and what would do. */
final class OptionValues {

    private final Arguments arguments;

    OptionValues(Arguments arguments) {
        this.arguments = arguments;
    }

    long durationNs(Flag flag, long otherwise) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        Long ns = Durations.parseNs(text);
        if (ns == null || (ns == 0 && flag != Flag.TIME_WAIT)) {
            throw unfit(flag, text, "a length of time such as 500ms, 30s, 5m, 2h or 1d");
        }
        return ns;
    }

    /** A number of bytes, of KiB, MiB or GiB. */
    long size(Flag flag, long otherwise, long least, long most, String example) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        int power = "kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1))) + 1;
        Long number = digits(power == 0 ? text : text.substring(0, text.length() - 1));
        if (number == null || number > most >> (10 * power) || number << (10 * power) < least) {
            String to = most == Long.MAX_VALUE ? "" : " to " + (most >> 20) + "M";
            throw unfit(
                    flag,
                    text,
                    "a size" + (least < 1024 ? "" : " from " + (least >> 10) + "k" + to) + ", such as " + example);
        }
        return number << (10 * power);
    }

    long number(Flag flag, long otherwise, long most) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        Long number = digits(text);
        if (number == null || number < 1 || number > most) {
            throw unfit(flag, text, most == Agenda.NEVER ? "a number from 1 on" : "a number from 1 to " + most);
        }
        return number;
    }

    <E extends Enum<E>> E choice(Flag flag, E otherwise, E[] all) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E one : all) {
            String name = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return one;
            }
            names.add(name);
        }
        throw unfit(flag, text, String.join(" or ", names));
    }

    <T> List<T> each(Flag flag, Function<String, @Nullable T> parse, String wanted) throws UsageError {
        Set<T> seen = new HashSet<>();
        List<T> all = new ArrayList<>();
        for (String text : arguments.allOfLists(flag)) {
            T one = parse.apply(text);
            if (one == null) {
                throw unfit(flag, text, wanted);
            }
            if (seen.add(one)) {
                all.add(one);
            }
        }
        return all;
    }

    static @Nullable Long digits(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Long.valueOf(text);
    }

    static UsageError unfit(Flag flag, String text, String wanted) {
        return new UsageError(flag + " " + (text.isEmpty() ? "(nothing)" : text) + ": wanted " + wanted);
    }
}
