package org.wirestat.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wirestat.tracker.connlog.ServerPorts;

/** Reads the options of logs of connections. */
final class LogOptions {

    private final Arguments arguments;
    private final OptionValues values;

    private LogOptions(Arguments arguments) {
        this.arguments = arguments;
        values = new OptionValues(arguments);
    }

    static Options.Log read(Arguments arguments) throws UsageError {
        return new LogOptions(arguments).log();
    }

    private Options.Log log() throws UsageError {
        Options.Output output = values.choice(Flag.OUTPUT, Options.Output.TABLE, Options.Output.values());
        if (!output.isLog()) {
            for (Flag logs : List.of(Flag.SERVER_PORTS, Flag.COMMUNITY_ID, Flag.ROTATE)) {
                if (arguments.has(logs)) {
                    throw new UsageError(logs + " is for logs: give --output zeek or zeek-json too");
                }
            }
        } else {
            for (Flag tables : List.of(Flag.AT, Flag.EVERY, Flag.CONTINUOUS, Flag.STATE, Flag.LISTENING)) {
                if (arguments.has(tables)) {
                    throw new UsageError(tables + " is for tables; --output zeek logs connections when they are over");
                }
            }
        }
        int seed = arguments.all(Flag.COMMUNITY_ID).isEmpty() ? 0 : seed();
        return new Options.Log(
                serverPorts(), arguments.has(Flag.COMMUNITY_ID) ? seed : -1, values.durationNs(Flag.ROTATE, 0));
    }

    private int seed() throws UsageError {
        String text = arguments.one(Flag.COMMUNITY_ID);
        Long number = text == null ? null : OptionValues.digits(text);
        if (number == null || number > 0xffff) {
            throw OptionValues.unfit(Flag.COMMUNITY_ID, String.valueOf(text), "a seed from 0 to 65535");
        }
        return number.intValue();
    }

    private ServerPorts serverPorts() throws UsageError {
        List<String> all = arguments.allOfLists(Flag.SERVER_PORTS);
        if (all.isEmpty() || all.equals(List.of("default"))) {
            return ServerPorts.usual();
        }
        if (all.equals(List.of("none"))) {
            return ServerPorts.none();
        }
        Set<Integer> ports = new TreeSet<>();
        for (String text : all) {
            Long number = OptionValues.digits(text);
            if (number == null || number > 0xffff) {
                throw OptionValues.unfit(
                        Flag.SERVER_PORTS, text, "default, none, or numbers up to 65535 joined by commas");
            }
            ports.add(number.intValue());
        }
        return ServerPorts.of(ports);
    }
}
