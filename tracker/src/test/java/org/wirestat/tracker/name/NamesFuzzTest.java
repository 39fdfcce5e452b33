package org.wirestat.tracker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.tracker.IpAddress;

/**
 * Whatever stands where a name is expected: each reader comes to an end of it, takes no byte from before or behind the
 * message, and notes nothing that no host is called.
 */
class NamesFuzzTest {

    /** Bytes that lie in front of the message and behind it. */
    private static final int AROUND = 64;

    /** Longer messages show a fuzzer nothing new, and keep it waiting. */
    private static final int LONGEST = 600;

    private static final IpAddress SERVER = Told.address(198, 51, 100, 7);

    /** What is given one message. */
    private interface Reader {
        void read(ByteBuffer bytes, int from, int to, NameTable table);
    }

    private static final List<Reader> READERS = List.of(
            (bytes, from, to, table) -> DnsMessage.read(bytes, from, to, NameSource.DNS, 7, table),
            (bytes, from, to, table) -> DnsMessage.read(bytes, from, to, NameSource.MDNS, 7, table),
            (bytes, from, to, table) -> NetbiosMessage.read(bytes, from, to, 7, table),
            NamesFuzzTest::lease,
            (bytes, from, to, table) -> table.note(SERVER, ClientHello.serverName(bytes, from, to), NameSource.TLS, 7));

    /** The message as the client's, and the same as the server's answer to it. */
    private static void lease(ByteBuffer bytes, int from, int to, NameTable table) {
        DhcpConversations conversations = new DhcpConversations();
        for (byte operation = 1; operation <= 2 && from < to; operation++) {
            conversations.read(bytes.put(from, operation), from, to, 7, table);
        }
    }

    static Stream<byte[]> messages() {
        return Stream.of(
                NamesInTrafficTest.ANSWER,
                NamesInTrafficTest.POINTER,
                NamesInTrafficTest.MULTICAST,
                NamesInTrafficTest.REGISTRATION,
                NamesInTrafficTest.FOUND,
                NamesInTrafficTest.HELLO,
                DhcpConversationsTest.lease(12, Told.ascii("annes-laptop")),
                DhcpConversationsTest.lease(81, Told.bytes("04 00 00 05 616e6e6573 05 6c6f63616c 00")),
                DhcpConversationsTest.lease(81, Told.bytes("00 00 00 616e6e65732e6c616e")));
    }

    @MethodSource("messages")
    @FuzzTest(maxDuration = "10m")
    void everyMessageIsReadAlone(byte[] message) {
        int length = Math.min(message.length, LONGEST);
        for (Reader reader : READERS) {
            assertEquals(read(message, length, 0, reader), read(message, length, 0xff, reader));
            read(message, length * 3 / 4, 0xff, reader);
        }
    }

    /** What the reader notes, of all addresses that stand in the message, and of one more. */
    private static Map<IpAddress, String> read(byte[] message, int captured, int around, Reader reader) {
        byte[] memory = new byte[captured + 2 * AROUND];
        Arrays.fill(memory, (byte) around);
        System.arraycopy(message, 0, memory, AROUND, captured);
        NameTable table = new NameTable();
        reader.read(ByteBuffer.wrap(memory), AROUND, AROUND + captured, table);

        Map<IpAddress, String> noted = new TreeMap<>();
        note(table, SERVER, noted);
        ByteBuffer bytes = ByteBuffer.wrap(message, 0, captured);
        for (int at = 0; at + 4 <= captured; at++) {
            note(table, IpAddress.v4(bytes.getInt(at)), noted);
            if (at + 16 <= captured) {
                note(table, IpAddress.v6(bytes.getLong(at), bytes.getLong(at + 8)), noted);
            }
        }
        return noted;
    }

    private static void note(NameTable table, IpAddress address, Map<IpAddress, String> noted) {
        SeenName name = table.name(address, false);
        if (name != null) {
            assertTrue(HostName.isCredible(name.text()), name.text());
            noted.put(address, name.text());
        }
    }
}
