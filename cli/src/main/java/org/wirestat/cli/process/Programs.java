package org.wirestat.cli.process;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transport;

/**
 * The processes of this host that have sockets, at one moment. Linux tells it in {@code /proc}: of every process to root,
 * of one's own to everybody. What cannot be read has no program.
 */
public final class Programs {

    /** Of other hosts, or where nobody asked. */
    public static final Programs NONE = new Programs(Map.of(), Map.of());

    /** Where Linux tells it. */
    public static final Path PROC = Path.of("/proc");

    private static final int FIELDS_TO_INODE = 10;
    private static final String SOCKET = "socket:[";

    /** One socket of the kernel's tables; an address of zeros stands for any. */
    private record Key(Transport transport, SocketRow.Address local, SocketRow.Address peer) {}

    private final Map<Key, Long> inodes;
    private final Map<Long, Program> owners;

    private Programs(Map<Key, Long> inodes, Map<Long, Program> owners) {
        this.inodes = inodes;
        this.owners = owners;
    }

    /** @param proc {@link #PROC}, but for tests */
    public static Programs of(Path proc) {
        Map<Key, Long> inodes = new HashMap<>();
        table(proc.resolve("net/tcp"), Transport.TCP, inodes);
        table(proc.resolve("net/tcp6"), Transport.TCP, inodes);
        table(proc.resolve("net/udp"), Transport.UDP, inodes);
        table(proc.resolve("net/udp6"), Transport.UDP, inodes);
        return new Programs(inodes, owners(proc));
    }

    /** Whether there are processes that we may not look into: those of others, to whoever is not root. */
    public static boolean areHidden(Path proc) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                Path open = process.resolve("fd");
                if (Files.exists(open) && !Files.isReadable(open)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // No such system: no program is known at all.
        }
        return false;
    }

    /** Whose socket it is; null if it is nobody's here, or if we may not know. */
    public @Nullable Program of(SocketRow row) {
        for (Key key : candidates(row)) {
            Long inode = inodes.get(key);
            if (inode != null) {
                return owners.get(inode);
            }
        }
        return null;
    }

    /** The socket itself; then one that is bound to its port for any peer, or at any of the host's addresses. */
    private static List<Key> candidates(SocketRow row) {
        List<Key> keys = new ArrayList<>();
        SocketRow.Address peer = row.peer();
        if (peer != null) {
            keys.add(new Key(row.transport(), row.local(), peer));
        }
        if (peer == null || row.transport() == Transport.UDP) {
            IpAddress any4 = IpAddress.v4(0);
            IpAddress any6 = IpAddress.v6(0, 0);
            int port = row.local().port();
            SocketRow.Address nobody = new SocketRow.Address(row.ipVersion() == 4 ? any4 : any6, 0);
            keys.add(new Key(row.transport(), row.local(), nobody));
            keys.add(new Key(row.transport(), new SocketRow.Address(nobody.host(), port), nobody));
            keys.add(new Key(row.transport(), new SocketRow.Address(any6, port), new SocketRow.Address(any6, 0)));
        }
        return keys;
    }

    /** Lines of proc(5)'s net/tcp: number, local and remote address in hexadecimal, state …, uid, timeout, inode. */
    private static void table(Path file, Transport transport, Map<Key, Long> inodes) {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                StringTokenizer words = new StringTokenizer(line);
                if (words.countTokens() < FIELDS_TO_INODE || !words.nextToken().endsWith(":")) {
                    continue; // the heading
                }
                SocketRow.Address local = address(words.nextToken());
                SocketRow.Address peer = address(words.nextToken());
                for (int skipped = 0; skipped < 6; skipped++) {
                    words.nextToken();
                }
                inodes.putIfAbsent(new Key(transport, local, peer), Long.valueOf(words.nextToken()));
            }
        } catch (IOException | NumberFormatException e) {
            // No such table on this system: its sockets have no program.
        }
    }

    /** {@code 0100007F:0016}; each 32 bits of the address in the machine's own order of bytes, the port in the usual. */
    private static SocketRow.Address address(String text) {
        int colon = text.indexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1), 16);
        if (colon == 8) {
            return new SocketRow.Address(IpAddress.v4(word(text, 0)), port);
        }
        long high = (long) word(text, 0) << 32 | Integer.toUnsignedLong(word(text, 8));
        long low = (long) word(text, 16) << 32 | Integer.toUnsignedLong(word(text, 24));
        boolean isMapped = high == 0 && low >>> 32 == 0xffff;
        return new SocketRow.Address(isMapped ? IpAddress.v4((int) low) : IpAddress.v6(high, low), port);
    }

    private static int word(String text, int at) {
        int word = Integer.parseUnsignedInt(text.substring(at, at + 8), 16);
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
    }

    private static Map<Long, Program> owners(Path proc) {
        Map<Long, Program> owners = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                sockets(process, owners);
            }
        } catch (IOException e) {
            return Map.of();
        }
        return owners;
    }

    private static void sockets(Path process, Map<Long, Program> owners) {
        Program program = null;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path link : open) {
                String target = target(link);
                if (target.startsWith(SOCKET)) {
                    if (program == null) {
                        program = new Program(Integer.parseInt(String.valueOf(process.getFileName())), name(process));
                    }
                    owners.putIfAbsent(Long.valueOf(target.substring(SOCKET.length(), target.length() - 1)), program);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It has ended meanwhile, or is not ours to look into.
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    /** As net-tools: the first word of the command line, without its folder if it begins with one. */
    private static String name(Path process) throws IOException {
        String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        int end = commandLine.indexOf('\0');
        String command = end < 0 ? commandLine : commandLine.substring(0, end);
        return command.startsWith("/") ? command.substring(command.lastIndexOf('/') + 1) : command;
    }
}
