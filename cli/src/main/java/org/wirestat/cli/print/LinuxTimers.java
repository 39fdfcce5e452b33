package org.wirestat.cli.print;

import org.wirestat.tracker.Endpoint;

/** Names of timers in net-tools, which machine outputs use too. */
final class LinuxTimers {

    private LinuxTimers() {}

    static String name(Endpoint.TimerKind kind) {
        return switch (kind) {
            case ON -> "on";
            case TIME_WAIT -> "timewait";
        };
    }
}
