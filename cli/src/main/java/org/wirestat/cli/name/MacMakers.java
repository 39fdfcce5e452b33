package org.wirestat.cli.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who made an interface, by the first 24 bits of its MAC. The list is not ours: it is read where a package of this machine
 * put one (Debian's ieee-data, arp-scan or nmap), in the form of any of them; without one nobody's maker is known.
 */
public final class MacMakers {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/share/ieee-data/oui.txt"),
            Path.of("/var/lib/ieee-data/oui.txt"),
            Path.of("/usr/share/arp-scan/ieee-oui.txt"),
            Path.of("/usr/share/nmap/nmap-mac-prefixes"));

    /** Of several times the size that the registry has today. */
    private static final int MOST_MAKERS = 1 << 18;

    private final Map<Integer, String> makers;

    private MacMakers(Map<Integer, String> makers) {
        this.makers = makers;
    }

    /** The first list that is there. */
    public static MacMakers ofThisMachine() {
        for (Path place : PLACES) {
            if (Files.isReadable(place)) {
                return read(place);
            }
        }
        return none();
    }

    public static MacMakers none() {
        return new MacMakers(Map.of());
    }

    static MacMakers read(Path file) {
        Map<Integer, String> makers = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line, makers);
            }
        } catch (IOException e) {
            return none();
        }
        return new MacMakers(makers);
    }

    /** {@code 00000C Cisco}, {@code 00000C<tab>Cisco}, {@code 00-00-0C   (hex)  CISCO}; all other lines are none. */
    private static void add(String line, Map<Integer, String> makers) {
        int prefix = 0;
        int at = 0;
        for (int digits = 0; digits < 6; at++) {
            char c = at < line.length() ? line.charAt(at) : ' ';
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit >= 0) {
                prefix = prefix << 4 | digit;
                digits++;
            } else if (c != '-' || digits == 0) {
                return;
            }
        }
        String rest = line.substring(at);
        if (!rest.startsWith(" ") && !rest.startsWith("\t")) {
            return; // longer prefixes, of small blocks
        }
        String maker = rest.strip();
        if (maker.startsWith("(hex)")) {
            maker = maker.substring("(hex)".length()).strip();
        } else if (maker.startsWith("(base 16)")) {
            return;
        }
        if (!maker.isEmpty() && makers.size() < MOST_MAKERS) {
            makers.putIfAbsent(prefix, maker);
        }
    }

    /** The maker, or null: not in the list, or the MAC was made up by software (the bit for that is set). */
    @Nullable
    String maker(long mac) {
        boolean isMadeUp = (mac & 0x0200_0000_0000L) != 0;
        return isMadeUp ? null : makers.get((int) (mac >>> 24));
    }
}
