package org.wirestat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.InterfaceRow;
import org.wirestat.cli.view.Table;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Snapshot;

/** Where the frames come from, and how many came: {@code --interfaces}. Of several, only the sum is known. */
final class Interfaces implements View<InterfaceRow> {

    /** net-tools' letters in their order, and Linux's IFF_ flags; R is not among the flags that the kernel shows. */
    private static final String LETTERS = "ABDLMdPNOpsmRU";

    private static final int[] BITS = {
        0x200, 0x2, 0x4, 0x8, 0x1000, 0x8000, 0x100, 0x20, 0x80, 0x10, 0x800, 0x400, 0x40, 0x1
    };

    private static final int RUNNING = 0x40;

    private final List<String> names;
    private final boolean live;
    private final Supplier<CaptureStats> stats;
    private final Path folder;

    /**
     * @param names interfaces or files
     * @param folder where the kernel describes its interfaces
     */
    Interfaces(List<String> names, boolean live, Supplier<CaptureStats> stats, Path folder) {
        this.names = names;
        this.live = live;
        this.stats = stats;
        this.folder = folder;
    }

    @Override
    public Table<InterfaceRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        CaptureStats now = stats.get();
        long broken = snapshot.counters().discarded().getOrDefault(Discard.TRUNCATED, 0L)
                + snapshot.counters().discarded().getOrDefault(Discard.MALFORMED, 0L);
        InterfaceRow total = new InterfaceRow(
                "total",
                null,
                snapshot.counters().frames(),
                broken,
                known(now.kernelDropped()),
                known(now.interfaceDropped()),
                "");
        List<InterfaceRow> rows = new ArrayList<>();
        for (String name : names) {
            boolean isOnly = names.size() == 1;
            rows.add(new InterfaceRow(
                    name,
                    live ? fact(name, "mtu", 10) : null,
                    isOnly ? total.received() : null,
                    isOnly ? total.errors() : null,
                    isOnly ? total.dropped() : null,
                    isOnly ? total.overruns() : null,
                    live ? flags(name) : ""));
        }
        if (names.size() != 1) {
            rows.add(total);
        }
        return new Table<>(timeNs, rows, integrity);
    }

    private static @Nullable Long known(long count) {
        return count == CaptureStats.UNKNOWN ? null : (Long) count;
    }

    private String flags(String name) {
        Long bits = fact(name, "flags", 16);
        Long carrier = fact(name, "carrier", 10);
        if (bits != null && carrier != null && carrier == 1) {
            bits |= RUNNING;
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; bits != null && i < BITS.length; i++) {
            if ((bits & BITS[i]) != 0) {
                letters.append(LETTERS.charAt(i));
            }
        }
        return letters.toString();
    }

    /** A number that the kernel tells of an interface, or null where it tells none. */
    private @Nullable Long fact(String name, String what, int radix) {
        Path file = folder.resolve(name).resolve(what);
        if (name.contains("/") || name.startsWith(".") || !Files.isReadable(file)) {
            return null;
        }
        try {
            String text = Files.readString(file).strip();
            return Long.valueOf(radix == 16 ? text.replaceFirst("^0x", "") : text, radix);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }
}
