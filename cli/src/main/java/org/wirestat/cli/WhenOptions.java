package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads the options that say when a table is printed. */
final class WhenOptions {

    private final Arguments arguments;
    private final OptionValues values;

    WhenOptions(Arguments arguments) {
        this.arguments = arguments;
        values = new OptionValues(arguments);
    }

    /** All moments whose tables are wanted, or that are compared. */
    List<Moment> moments() throws UsageError {
        List<Moment> moments = new ArrayList<>(moments(Flag.AT));
        List<Moment> compared = moments(Flag.DIFF);
        if (!moments.isEmpty() && !compared.isEmpty()) {
            throw new UsageError("--at and --diff both name moments: give them to one of the two");
        }
        moments.addAll(compared);
        return moments;
    }

    private List<Moment> moments(Flag flag) throws UsageError {
        List<Moment> moments = new ArrayList<>();
        for (String text : arguments.all(flag)) {
            Moment moment = Moment.parse(text);
            if (moment == null) {
                throw OptionValues.unfit(
                        flag,
                        text,
                        "a time such as 14:03:07.25, 2026-11-21T14:03:07Z, 1795276987.5, +30s or #1200 (a frame)");
            }
            moments.add(moment);
        }
        return moments;
    }

    /** How often a table is wanted; 0 for not again and again. */
    long everyNs() throws UsageError {
        if (!arguments.has(Flag.CONTINUOUS)) {
            boolean isCompared = arguments.all(Flag.AT).size() > 1
                    || !arguments.all(Flag.DIFF).isEmpty();
            if (arguments.has(Flag.DIFF) && !isCompared && !arguments.has(Flag.EVERY)) {
                if (arguments.has(Flag.READ)) {
                    throw new UsageError(
                            "--diff compares: name two moments, as in --diff +10s +20s, or say --every 10s");
                }
                return Durations.NS_PER_SECOND;
            }
            return values.durationNs(Flag.EVERY, 0);
        }
        return arguments.all(Flag.CONTINUOUS).isEmpty()
                ? Durations.NS_PER_SECOND
                : values.durationNs(Flag.CONTINUOUS, Durations.NS_PER_SECOND);
    }
}
