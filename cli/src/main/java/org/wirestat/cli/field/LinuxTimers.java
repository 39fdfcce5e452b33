package org.wirestat.cli.field;

import org.wirestat.tracker.Endpoint;

/** Names of timers in net-tools, which machine outputs use too. */
public final class LinuxTimers {

    private LinuxTimers() {}

    public static String name(Endpoint.TimerKind kind) {
        return switch (kind) {
            case ON -> "on";
            case TIME_WAIT -> "timewait";
        };
    }
}
