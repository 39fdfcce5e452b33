package org.wirestat.cli.name;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Names that the machine's hosts file gives to addresses. Its text is shown to terminals, and so not trusted. */
public final class HostsFile {

    /** Block lists have grown to some megabytes; nobody waits for more. */
    private static final int MOST_BYTES = 8 << 20;

    private final Map<IpAddress, String> names;

    private HostsFile(Map<IpAddress, String> names) {
        this.names = names;
    }

    /** Reads what is there; a file that is missing or cannot be read names nobody. */
    public static HostsFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new HostsFile(Map.of());
        }
    }

    static HostsFile parse(String text) {
        Map<IpAddress, String> names = new HashMap<>();
        text.lines().forEach(line -> {
            int comment = line.indexOf('#');
            StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment), " \t");
            if (words.countTokens() < 2) {
                return;
            }
            IpAddress address = IpLiteral.parse(words.nextToken());
            if (address != null) {
                names.putIfAbsent(address, words.nextToken()); // hosts(5): the first line of an address names it
            }
        });
        return new HostsFile(names);
    }

    /** The first name of the address, or null. */
    @Nullable
    String name(IpAddress address) {
        return names.get(address);
    }
}
