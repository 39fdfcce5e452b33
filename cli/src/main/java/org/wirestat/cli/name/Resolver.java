package org.wirestat.cli.name;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.name.DnsMessage;
import org.wirestat.tracker.name.NameSource;
import org.wirestat.tracker.name.NameTable;
import org.wirestat.tracker.name.ReverseName;
import org.wirestat.tracker.name.SeenName;

/**
 * Asks a name server for the names of addresses, in a thread of its own: whoever wants a name never waits, unless he says
 * so. One address is asked for once, and how many are under way, wait and are remembered is bounded. Nothing is asked, and
 * no socket opened, before the first address.
 */
public final class Resolver implements AutoCloseable {

    private static final int DNS_PORT = 53;
    private static final int MOST_UNDER_WAY = 32;
    private static final int MOST_WAITING = 1 << 10;
    private static final int MOST_KNOWN = 1 << 14;
    private static final int TRIES = 2;
    private static final int MESSAGE_BYTES = 4096;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int LISTEN_MS = 50;
    private static final long PATIENCE_MS = 2_500;
    private static final int PTR = 12;
    private static final int INTERNET = 1;
    private static final int RECURSION_DESIRED = 0x0100;

    /** Stands for an answer that there is no name. */
    private static final String NONE = "";

    private final InetSocketAddress server;
    private final Place serverPlace;
    private final LongSupplier monotonicNs;
    private final SecureRandom random = new SecureRandom();
    private final Map<IpAddress, String> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, String> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private final Deque<Question> waiting = new ArrayDeque<>();
    private final Map<Integer, Question> underWay = new HashMap<>();
    private @Nullable DatagramSocket socket;
    private volatile @Nullable Place own;
    private boolean closed;

    /**
     * What is to be asked or was.
     *
     * @param tries how often, this time included
     * @param askedNs when it went out
     */
    private record Question(IpAddress address, int tries, long askedNs) {}

    /** An end of our conversation. */
    private record Place(@Nullable IpAddress address, int port) {

        Place(InetAddress address, int port) {
            this(ipAddress(address), port);
        }

        private static @Nullable IpAddress ipAddress(InetAddress address) {
            String text = address.getHostAddress();
            int zone = text.indexOf('%');
            return IpLiteral.parse(zone < 0 ? text : text.substring(0, zone));
        }

        boolean is(IpAddress other, int otherPort) {
            return otherPort == port && other.equals(address);
        }
    }

    /** @param monotonicNs nanoseconds of a clock that nobody sets */
    public Resolver(InetSocketAddress server, LongSupplier monotonicNs) {
        this.server = server;
        serverPlace = new Place(server.getAddress(), server.getPort());
        this.monotonicNs = monotonicNs;
    }

    /** The first name server of a file as resolv.conf(5) describes it; the local one where none is named. */
    public static InetSocketAddress serverOf(Path resolvConf) {
        try {
            for (String line : Files.readAllLines(resolvConf, StandardCharsets.ISO_8859_1)) {
                String[] words = line.strip().split("\\s+");
                IpAddress address =
                        words.length > 1 && words[0].equals("nameserver") ? IpLiteral.parse(words[1]) : null;
                if (address != null) {
                    return new InetSocketAddress(InetAddress.getByName(words[1]), DNS_PORT);
                }
            }
        } catch (IOException e) {
            // resolv.conf(5): without one, the name server of this machine is asked
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT);
    }

    /** The name, or null where there is none yet; asks for it if nobody did. */
    synchronized @Nullable String name(IpAddress address) {
        String name = known.get(address);
        if (name == null && waiting.size() < MOST_WAITING && !closed && start()) {
            known.put(address, NONE);
            waiting.add(new Question(address, 1, 0));
            notifyAll();
        }
        return name == null || name.isEmpty() ? null : name;
    }

    /** Waits until everything that was asked is answered, but no longer than people like to. */
    synchronized void await() {
        long endNs = monotonicNs.getAsLong() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        try {
            while (!(waiting.isEmpty() && underWay.isEmpty()) && !closed) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - monotonicNs.getAsLong());
                if (leftMs <= 0) {
                    return;
                }
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether these are the two ends of our own conversation with the name server. */
    public boolean isOwn(IpAddress one, int port, IpAddress other, int otherPort) {
        Place ours = own;
        return ours != null
                && ((ours.is(one, port) && serverPlace.is(other, otherPort))
                        || (ours.is(other, otherPort) && serverPlace.is(one, port)));
    }

    private boolean start() {
        if (socket != null) {
            return true;
        }
        try {
            DatagramSocket opened = new DatagramSocket();
            opened.connect(server);
            opened.setSoTimeout(LISTEN_MS);
            socket = opened;
            own = new Place(opened.getLocalAddress(), opened.getLocalPort());
            Thread thread = new Thread(() -> run(opened), "wirestat-names");
            thread.setDaemon(true);
            thread.start();
            return true;
        } catch (IOException e) {
            closed = true; // nobody can be asked: hosts stay without names
            return false;
        }
    }

    private void run(DatagramSocket ours) {
        byte[] message = new byte[MESSAGE_BYTES];
        try {
            while (waitsForWork()) {
                for (byte[] question : questions()) {
                    send(ours, question);
                }
                DatagramPacket packet = new DatagramPacket(message, message.length);
                try {
                    ours.receive(packet);
                    take(ByteBuffer.wrap(message, 0, packet.getLength()));
                } catch (SocketTimeoutException e) {
                    giveUpOld();
                } catch (IOException e) {
                    // refused by the server's host, for one: the questions run into their time-out
                    giveUpOld();
                    Thread.sleep(LISTEN_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private static void send(DatagramSocket ours, byte[] question) {
        try {
            ours.send(new DatagramPacket(question, question.length));
        } catch (IOException e) {
            // as if it had been lost on its way
        }
    }

    /** False when all is over. */
    private synchronized boolean waitsForWork() throws InterruptedException {
        while (waiting.isEmpty() && underWay.isEmpty() && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized List<byte[]> questions() {
        List<byte[]> questions = new ArrayList<>();
        while (!waiting.isEmpty() && underWay.size() < MOST_UNDER_WAY) {
            Question next = waiting.remove();
            questions.add(ask(new Question(next.address(), next.tries(), monotonicNs.getAsLong())));
        }
        return questions;
    }

    private byte[] ask(Question question) {
        int id = random.nextInt(1 << 16);
        while (underWay.containsKey(id)) {
            id = random.nextInt(1 << 16);
        }
        underWay.put(id, question);
        return message(id, question.address());
    }

    /** RFC 1035 §4.1: one question, of the pointer under an address. */
    private static byte[] message(int id, IpAddress address) {
        String name = ReverseName.of(address);
        ByteBuffer message = ByteBuffer.allocate(12 + name.length() + 2 + 4);
        message.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
        message.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.")) {
            message.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        message.put((byte) 0).putShort((short) PTR).putShort((short) INTERNET);
        return message.array();
    }

    /** Takes an answer, of which only what was asked for counts. */
    private synchronized void take(ByteBuffer message) {
        Question question = message.limit() < 12 ? null : underWay.remove(message.getShort(0) & 0xffff);
        if (question == null) {
            return;
        }
        NameTable answer = new NameTable();
        DnsMessage.read(message, 0, message.limit(), NameSource.DNS, 0, answer);
        SeenName name = answer.name(question.address(), true);
        if (name != null) {
            known.put(question.address(), name.text());
        }
        notifyAll();
    }

    private synchronized void giveUpOld() {
        long nowNs = monotonicNs.getAsLong();
        for (Iterator<Question> all = underWay.values().iterator(); all.hasNext(); ) {
            Question question = all.next();
            if (nowNs - question.askedNs() > TIMEOUT_NS) {
                all.remove();
                if (question.tries() < TRIES) {
                    waiting.add(new Question(question.address(), question.tries() + 1, 0));
                }
            }
        }
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
        notifyAll();
    }
}
