package org.wirestat.tracker;

import java.time.Duration;

/**
 * How long kernels keep sockets, and how long we keep what can no longer be told. All of it is measured in packet time.
 *
 * @param timeWait life of TIME_WAIT after the last segment that it took; Linux 60 s, others 2 MSL of their own
 */
public record Timeouts(Duration timeWait) {

    /** What Linux does. */
    public static Timeouts linux() {
        return new Timeouts(Duration.ofSeconds(60));
    }

    public Timeouts withTimeWait(Duration timeWait) {
        return new Timeouts(timeWait);
    }
}
