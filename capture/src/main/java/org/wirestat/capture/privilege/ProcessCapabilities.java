package org.wirestat.capture.privilege;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A set of Linux capabilities.
 *
 * @param bits as {@code /proc/self/status} shows them
 */
record ProcessCapabilities(long bits) {

    private static final int CAP_NET_RAW = 13;
    private static final String EFFECTIVE = "CapEff:";

    boolean hasNetRaw() {
        return (bits >> CAP_NET_RAW & 1) != 0;
    }

    /** Those that count for this process; empty where the kernel does not show them. */
    static Optional<ProcessCapabilities> effective() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<ProcessCapabilities> parse(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(EFFECTIVE))
                .map(line -> new ProcessCapabilities(Long.parseUnsignedLong(
                        line.substring(EFFECTIVE.length()).strip(), 16)))
                .findFirst();
    }
}
