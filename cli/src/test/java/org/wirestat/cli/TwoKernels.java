package org.wirestat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.wirestat.tracker.IpAddress;

/**
 * Two network namespaces with a wire between them, a process in each that holds sockets, and rules by which a kernel drops
 * what comes in, after a capture on its own interface has seen it.
 */
final class TwoKernels implements AutoCloseable {

    private static final String[] STATES = {
        "",
        "ESTABLISHED",
        "SYN_SENT",
        "SYN_RECV",
        "FIN_WAIT1",
        "FIN_WAIT2",
        "TIME_WAIT",
        "CLOSE",
        "CLOSE_WAIT",
        "LAST_ACK",
        "LISTEN",
        "CLOSING"
    };

    private final List<Kernel> kernels = new ArrayList<>();

    /** One of the namespaces. */
    static final class Kernel {

        final String namespace;
        final String v4;
        final String v6;
        private final Process process;
        private final PrintStream asks;
        private final BufferedReader answers;

        private Kernel(String name, int number) throws IOException, InterruptedException {
            namespace = "why-" + ProcessHandle.current().pid() + "-" + name;
            v4 = "10.77.0." + number;
            v6 = "fd77::" + number;
            run("ip", "netns", "add", namespace);
            process = new ProcessBuilder(inside(
                            "python3",
                            Path.of("src/test/resources/live/sockets.py").toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            asks = new PrintStream(process.getOutputStream(), true, UTF_8);
            answers = process.inputReader();
        }

        String[] inside(String... command) {
            List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
            words.addAll(List.of(command));
            return words.toArray(String[]::new);
        }

        private void join(Kernel other) throws IOException, InterruptedException {
            run(
                    "ip",
                    "-n",
                    namespace,
                    "link",
                    "add",
                    "wire",
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "wire",
                    "netns",
                    other.namespace);
        }

        private void bringUp() throws IOException, InterruptedException {
            run("ip", "-n", namespace, "address", "add", v4 + "/24", "dev", "wire");
            run("ip", "-n", namespace, "address", "add", v6 + "/64", "dev", "wire", "nodad");
            run("ip", "-n", namespace, "link", "set", "lo", "up");
            run("ip", "-n", namespace, "link", "set", "wire", "up");
            run(inside("nft", "add table inet test"));
            run(inside("nft", "add chain inet test in { type filter hook input priority 0; }"));
        }

        String address(int version) {
            return version == 6 ? v6 : v4;
        }

        /** Drops incoming segments, of which a capture on this side has seen already. */
        void drop(String segments) throws IOException, InterruptedException {
            run(inside("nft", "add rule inet test in " + segments + " drop"));
        }

        /** Has the process do something with its sockets, and waits until it has. */
        void ask(Object... words) throws IOException {
            StringBuilder line = new StringBuilder();
            for (Object word : words) {
                line.append(word).append(' ');
            }
            asks.println(line);
            if (!"done".equals(answers.readLine())) {
                throw new IOException("could not: " + line);
            }
        }

        /** Its table of TCP sockets, a line each: both ends and the state. */
        Set<String> table() throws IOException, InterruptedException {
            Set<String> rows = new TreeSet<>();
            for (String line : run(inside("cat", "/proc/net/tcp", "/proc/net/tcp6"))
                    .lines()
                    .toList()) {
                String[] words = line.strip().split(" +");
                if (words[0].endsWith(":")) {
                    String state = STATES[Integer.parseInt(words[3], 16)];
                    rows.add(end(words[1]) + " " + (state.equals("LISTEN") ? "*" : end(words[2])) + " " + state);
                }
            }
            return rows;
        }

        /** An address in groups of four bytes, each as this machine stores it, and a port. */
        private static String end(String hex) {
            int colon = hex.indexOf(':');
            byte[] bytes = HexFormat.of().parseHex(hex.substring(0, colon).toLowerCase(Locale.ROOT));
            long[] words = new long[2];
            for (int i = 0; i < bytes.length; i++) {
                words[i / 8] = (words[i / 8] << 8) | (bytes[(i / 4 * 4) + 3 - (i % 4)] & 0xff);
            }
            IpAddress address = bytes.length == 4 ? IpAddress.v4((int) words[0]) : IpAddress.v6(words[0], words[1]);
            return address + " " + Integer.parseInt(hex.substring(colon + 1), 16);
        }
    }

    private TwoKernels() {}

    /** Skips the test, and says why, where namespaces cannot be made. */
    static TwoKernels orSkip() throws InterruptedException {
        TwoKernels made = new TwoKernels();
        try {
            made.kernels.add(new Kernel("a", 1));
            made.kernels.add(new Kernel("b", 2));
            made.a().join(made.b());
            made.a().bringUp();
            made.b().bringUp();
            return made;
        } catch (IOException e) {
            made.close();
            String reason = "skipped: no namespaces with nftables here (root, ip, nft and python3 are needed): "
                    + e.getMessage();
            System.out.println(reason);
            Assumptions.abort(reason);
            throw new IllegalStateException(e);
        }
    }

    Kernel a() {
        return kernels.get(0);
    }

    Kernel b() {
        return kernels.get(1);
    }

    /** The sockets of both. */
    Set<String> tables() throws IOException, InterruptedException {
        Set<String> rows = a().table();
        rows.addAll(b().table());
        return rows;
    }

    @Override
    public void close() {
        for (Kernel kernel : kernels) {
            kernel.process.destroy();
            try {
                kernel.process.waitFor();
                run("ip", "netns", "delete", kernel.namespace);
            } catch (IOException e) {
                System.out.println("left behind: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.strip());
        }
        return output;
    }
}
