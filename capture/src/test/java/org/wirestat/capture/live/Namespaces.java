package org.wirestat.capture.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Two network namespaces joined by a veth pair, {@code wire} on either side, and nothing else on it: no IPv6, no traffic
 * but the test's.
 */
final class Namespaces {

    static final String WATCHED_ADDRESS = "10.99.0.1";
    static final String SENDER_ADDRESS = "10.99.0.2";

    private static final int O_RDONLY = 0;
    private static final int CLONE_NEWNET = 0x40000000;

    private final String watched = "wirestat-" + ProcessHandle.current().pid() + "-watched";
    private final String sender = "wirestat-" + ProcessHandle.current().pid() + "-sender";

    private Namespaces() {}

    static Namespaces create() throws IOException, InterruptedException {
        Namespaces made = new Namespaces();
        if (!made.tryIp("netns add " + made.watched)) {
            System.out.println("Live tests are skipped: no network namespaces can be made here");
            Assumptions.abort("no network namespaces can be made here (root and ip are needed)");
        }
        made.ip("netns add " + made.sender);
        made.inWatched("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
        made.inSender("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
        made.join("wire", WATCHED_ADDRESS, SENDER_ADDRESS);
        made.inWatched("ip link set lo up");
        return made;
    }

    /** Adds a veth pair of that name on both sides. */
    void join(String name, String watchedAddress, String senderAddress) throws IOException, InterruptedException {
        ip("-n " + watched + " link add " + name + " type veth peer name " + name + " netns " + sender);
        ip("-n " + watched + " address add " + watchedAddress + "/24 dev " + name);
        ip("-n " + sender + " address add " + senderAddress + "/24 dev " + name);
        ip("-n " + watched + " link set " + name + " up");
        ip("-n " + sender + " link set " + name + " up");
    }

    void inWatched(String command) throws IOException, InterruptedException {
        run("ip netns exec " + watched + " " + command);
    }

    boolean tryInWatched(String command) throws InterruptedException {
        try {
            inWatched(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void inSender(String command) throws IOException, InterruptedException {
        run("ip netns exec " + sender + " " + command);
    }

    /** Runs in a thread of the namespace that is watched; threads begun there stay there. */
    <T> T watch(Callable<T> work) throws Exception {
        return in(watched, work).get(30, TimeUnit.SECONDS);
    }

    /** Runs in a thread of the namespace from which frames are sent. */
    <T> T send(Callable<T> work) throws Exception {
        return in(sender, work).get(30, TimeUnit.SECONDS);
    }

    private static <T> Waiting<T> in(String namespace, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                enter(namespace);
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return (count, unit) -> {
            try {
                return result.get(count, unit);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                if (e.getCause() instanceof Exception exception) {
                    throw exception;
                }
                throw e;
            }
        };
    }

    private interface Waiting<T> {
        T get(long count, TimeUnit unit) throws Exception;
    }

    // setns(2) moves the calling thread only, so the rest of this JVM stays where it is.
    private static void enter(String namespace) {
        NativeLibrary c = NativeLibrary.getInstance("c");
        int descriptor = c.getFunction("open").invokeInt(new Object[] {"/run/netns/" + namespace, O_RDONLY});
        int result = c.getFunction("setns").invokeInt(new Object[] {descriptor, CLONE_NEWNET});
        if (result != 0) {
            throw new IllegalStateException("setns failed: " + Native.getLastError());
        }
        c.getFunction("close").invokeInt(new Object[] {descriptor});
    }

    private void ip(String arguments) throws IOException, InterruptedException {
        run("ip " + arguments);
    }

    private boolean tryIp(String arguments) throws InterruptedException {
        try {
            run("ip " + arguments);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }

    void delete() throws InterruptedException {
        tryIp("netns delete " + watched);
        tryIp("netns delete " + sender);
    }
}
