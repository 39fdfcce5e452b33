package org.wirestat.cli.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.tracker.IpAddress;

/** A resolver beside a name server of the test, on the loopback interface. */
class ResolverTest {

    private static final IpAddress HOST = Objects.requireNonNull(IpLiteral.parse("198.51.100.7"));
    private static final IpAddress HERE = Objects.requireNonNull(IpLiteral.parse("127.0.0.1"));

    private final List<byte[]> questions = new CopyOnWriteArrayList<>();
    private volatile int client;
    private volatile UnaryOperator<byte[]> answering = question -> pointer(question, "mail.example.org");

    private DatagramSocket server;
    private Resolver resolver;

    @BeforeEach
    void open() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        resolver = new Resolver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), System::nanoTime);
    }

    @AfterEach
    void close() {
        resolver.close();
        server.close();
    }

    private void serve() {
        byte[] room = new byte[512];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(room, room.length);
                server.receive(packet);
                byte[] question = Arrays.copyOf(room, packet.getLength());
                questions.add(question);
                client = packet.getPort();
                byte[] answer = answering.apply(question);
                if (answer.length > 0) {
                    server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    /** The question as an answer, with one pointer. */
    private static byte[] pointer(byte[] question, String name) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            target.write(label.length());
            target.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        target.write(0);
        ByteBuffer answer = ByteBuffer.allocate(question.length + 12 + target.size());
        answer.put(question).putShort(2, (short) 0x8180).putShort(6, (short) 1);
        answer.putShort((short) 0xc00c).putShort((short) 12).putShort((short) 1).putInt(300);
        answer.putShort((short) target.size()).put(target.toByteArray());
        return answer.array();
    }

    private String awaited(IpAddress address) {
        resolver.name(address);
        resolver.await();
        return String.valueOf(resolver.name(address));
    }

    @Test
    void whoAsksGetsNothingAtOnceAndTheNameLater() {
        assertNull(resolver.name(HOST));
        resolver.await();
        assertEquals("mail.example.org", resolver.name(HOST));
    }

    @Test
    void oneAddressIsAskedForOnceAlsoWhenItHasNoName() {
        answering = question -> {
            byte[] answer = question.clone();
            answer[2] = (byte) 0x81;
            answer[3] = (byte) 0x83; // NXDOMAIN
            return answer;
        };
        for (int i = 0; i < 3; i++) {
            assertEquals("null", awaited(HOST));
        }
        assertEquals(1, questions.size());
    }

    @Test
    void whoeverDoesNotAnswerIsAskedTwiceAndNoLongerWaitedFor() {
        answering = question -> new byte[0];
        long beginNs = System.nanoTime();
        assertEquals("null", awaited(HOST));
        assertEquals(2, questions.size());
        assertTrue(System.nanoTime() - beginNs < 10_000_000_000L);
    }

    @Test
    void anAnswerWithAnotherNumberOrToAnotherQuestionIsNone() {
        answering = question -> {
            byte[] answer = pointer(question, "evil.example");
            answer[0] ^= 1;
            return answer;
        };
        assertEquals("null", awaited(HOST));
        IpAddress other = Objects.requireNonNull(IpLiteral.parse("198.51.100.8"));
        answering = question -> {
            byte[] answer = pointer(question, "evil.example");
            answer[13] ^= 1; // the digit of another address
            return answer;
        };
        assertEquals("null", awaited(other));
    }

    @Test
    void aFloodOfAddressesIsAskedForOnlyAsFarAsThereIsRoom() {
        answering = question -> new byte[0];
        for (int i = 0; i < 100_000; i++) {
            assertNull(resolver.name(IpAddress.v4(0x0a000000 + i)));
        }
        resolver.close();
        assertTrue(questions.size() <= 200, questions.size() + " questions");
    }

    @Test
    void itsOwnConversationIsKnownAndNoOther() {
        assertFalse(resolver.isOwn(HERE, 1, HERE, server.getLocalPort()), "nothing was asked yet");
        awaited(HOST);
        assertTrue(resolver.isOwn(HERE, client, HERE, server.getLocalPort()));
        assertTrue(resolver.isOwn(HERE, server.getLocalPort(), HERE, client));
        assertFalse(resolver.isOwn(HERE, client, HERE, 53));
        assertFalse(resolver.isOwn(HOST, client, HERE, server.getLocalPort()));
        resolver.close();
        assertTrue(resolver.isOwn(HERE, client, HERE, server.getLocalPort()), "and not forgotten when it is over");
    }

    @Test
    void theFirstNameServerOfTheFileIsAskedOrElseThisMachine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("resolv.conf"),
                "# nameserver 1.1.1.1\nsearch x\nnameserver 10.0.0.53\nnameserver ::1\n");
        assertEquals("10.0.0.53", Resolver.serverOf(file).getAddress().getHostAddress());
        assertEquals(53, Resolver.serverOf(folder.resolve("none")).getPort());
        assertTrue(Resolver.serverOf(folder.resolve("none")).getAddress().isLoopbackAddress());
    }
}
