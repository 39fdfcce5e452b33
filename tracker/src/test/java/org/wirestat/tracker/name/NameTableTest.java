package org.wirestat.tracker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.wire.Segment;

class NameTableTest {

    @Test
    void whenItIsFullThoseGoThatWereNotHeardForLongest() {
        NameTable table = new NameTable(3);
        for (int i = 1; i <= 3; i++) {
            table.note(Told.address(10, 0, 0, i), "host" + i, NameSource.DNS, i);
        }
        table.note(Told.address(10, 0, 0, 1), "again", NameSource.DNS, 4);
        table.note(Told.address(10, 0, 0, 4), "fourth", NameSource.DNS, 5);
        assertNull(table.name(Told.address(10, 0, 0, 2), false));
        assertNotNull(table.name(Told.address(10, 0, 0, 1), false));
        assertNotNull(table.name(Told.address(10, 0, 0, 4), false));
    }

    @Test
    void ofAFarServerTheLatestOfWhatAllSayCounts() {
        NameTable table = new NameTable();
        IpAddress server = Told.address(198, 51, 100, 7);
        table.note(server, "by-client", NameSource.TLS, 5);
        table.note(server, "by-dns", NameSource.DNS, 4);
        assertEquals(new SeenName("by-client", NameSource.TLS, 5), table.name(server, false));
        assertEquals(new SeenName("by-dns", NameSource.DNS, 4), table.name(server, true));
        table.note(server, "newer", NameSource.DNS, 6);
        assertEquals(new SeenName("newer", NameSource.DNS, 6), table.name(server, false));
    }

    /** A seeded heap of messages, each with some of its bytes changed: nothing falls, and all names are bounded. */
    @Test
    void whateverTheBytesAreNothingFalls() {
        byte[][] messages = {NamesInTrafficTest.ANSWER, NamesInTrafficTest.HELLO, new byte[400]};
        int[] ports = {53, 67, 68, 137, 443, 5353, 5355};
        Random random = new Random(202);
        NameTable table = new NameTable();
        NameReader reader = new NameReader(table);
        Segment segment = new Segment();
        segment.ipVersion = 4;
        segment.destinationLow = 0x0a000001L;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = messages[random.nextInt(messages.length)].clone();
            for (int i = random.nextInt(8); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            segment.protocol = random.nextBoolean() ? Segment.UDP : Segment.TCP;
            segment.sourcePort = ports[random.nextInt(ports.length)];
            int from = random.nextInt(3);
            int to = from + random.nextInt(bytes.length + 1 - from);
            segment.payloadLength = to - from;
            segment.capturedPayload = to - from;
            segment.seq = random.nextBoolean() ? 0 : segment.seq + random.nextInt(100);
            reader.onPayload(segment, ByteBuffer.wrap(bytes), from, to);
        }
        SeenName name = table.name(Told.address(10, 0, 0, 1), false);
        assertNotNull(name, "some of them are still good");
        assertEquals(true, name.text().length() <= 253);
    }
}
