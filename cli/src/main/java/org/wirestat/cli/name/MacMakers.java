package org.wirestat.cli.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who made an interface, by the first 24 bits of its MAC. The list is not ours: it is read where a package of this machine
 * put one (Debian's ieee-data, arp-scan or nmap), in the form of any of them; without one nobody's maker is known.
 */
public final class MacMakers {

    private static final List<Source> SOURCES = List.of(
            new Source("/usr/share/ieee-data/oui.txt", "ieee-data"),
            new Source("/var/lib/ieee-data/oui.txt", "ieee-data"),
            new Source("/usr/share/arp-scan/ieee-oui.txt", "arp-scan"),
            new Source("/usr/share/nmap/nmap-mac-prefixes", "nmap-common"));

    private record Source(Path list, Path licence) {

        /** Debian puts every package's licence there. */
        Source(String list, String packageName) {
            this(Path.of(list), Path.of("/usr/share/doc", packageName, "copyright"));
        }
    }

    /** Of several times the size that the registry has today. */
    private static final int MOST_MAKERS = 1 << 18;

    private final Map<Integer, String> makers;

    private MacMakers(Map<Integer, String> makers) {
        this.makers = makers;
    }

    /** The first list that is there. */
    public static MacMakers ofThisMachine() {
        Source source = source();
        return source == null ? none() : read(source.list());
    }

    /** Where makers are known from, of which date, and under which licence: for people. */
    public static String origin() {
        Source source = source();
        return source == null
                ? "no list of makers of MACs; one is in Debian's ieee-data"
                : "makers of MACs: " + origin(source.list(), source.licence());
    }

    static String origin(Path list, Path licence) {
        try {
            LocalDate day = LocalDate.ofInstant(Files.getLastModifiedTime(list).toInstant(), ZoneOffset.UTC);
            return list + " of " + day
                    + (Files.isReadable(licence) ? "; licence: " + licence : "; its licence is not on this machine");
        } catch (IOException e) {
            return list + ", which cannot be read";
        }
    }

    private static @Nullable Source source() {
        for (Source source : SOURCES) {
            if (Files.isReadable(source.list())) {
                return source;
            }
        }
        return null;
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
