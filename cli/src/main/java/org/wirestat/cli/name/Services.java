package org.wirestat.cli.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Transport;

/**
 * Names of well-known ports. The list travels with the program rather than being the machine's /etc/services, so that a
 * capture gives the same table everywhere.
 */
public final class Services {

    private static final String RESOURCE = "services";

    private final Map<Integer, String> names = new HashMap<>(1024);
    private final Map<String, Set<Integer>> ports = new HashMap<>(1024);

    private Services() {}

    /** An empty list, for those who show numbers. */
    public static Services none() {
        return new Services();
    }

    /** Reads the list; some hundred lines, so only where names are wanted. */
    public static Services load() {
        Services services = new Services();
        try (InputStream in = Objects.requireNonNull(Services.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    services.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return services;
    }

    private void add(String line) {
        int slash = line.indexOf('/');
        int blank = line.indexOf(' ', slash);
        int port = Integer.parseInt(line.substring(0, slash));
        Transport transport = line.substring(slash + 1, blank).equals("tcp") ? Transport.TCP : Transport.UDP;
        String name = line.substring(blank + 1);
        names.put(key(transport, port), name);
        ports.computeIfAbsent(name, ignored -> new TreeSet<>()).add(port);
    }

    /** The service's name, or null if it has none. */
    public @Nullable String name(Transport transport, int port) {
        return names.get(key(transport, port));
    }

    /** Ports of that name, over any transport; empty if there is no such service. */
    public Set<Integer> ports(String name) {
        return ports.getOrDefault(name, Collections.emptySet());
    }

    private static int key(Transport transport, int port) {
        return (transport == Transport.TCP ? 0 : 0x10000) | port;
    }
}
