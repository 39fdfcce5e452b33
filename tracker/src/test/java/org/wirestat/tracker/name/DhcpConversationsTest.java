package org.wirestat.tracker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DhcpConversationsTest {

    private static final int REQUEST = 3;
    private static final int ACK = 5;
    private static final int NAK = 6;

    private final Told told = new Told();

    /** @param given the last number of 10.0.0.x, or 0 */
    private static byte[] message(int operation, int transaction, int client, int given, byte[]... options) {
        ByteBuffer header = ByteBuffer.allocate(240);
        header.put((byte) operation).put((byte) 1).put((byte) 6).putInt(4, transaction);
        if (given != 0) {
            header.putInt(16, 10 << 24 | given);
        }
        header.putInt(28, 0x02000000).put(33, (byte) client).putInt(236, 0x63825363);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        for (byte[] option : options) {
            all.writeBytes(option);
        }
        all.write(255);
        return all.toByteArray();
    }

    private static byte[] option(int code, byte... value) {
        return ByteBuffer.allocate(2 + value.length)
                .put((byte) code)
                .put((byte) value.length)
                .put(value)
                .array();
    }

    /** A message with which a lease is given, and what its client calls itself. */
    static byte[] lease(int option, byte[] name) {
        return message(2, 7, 1, 10, type(ACK), option(option, name));
    }

    private static byte[] type(int type) {
        return option(53, (byte) type);
    }

    private static byte[] request(int transaction, int client, byte[]... options) {
        byte[][] all = new byte[options.length + 1][];
        all[0] = type(REQUEST);
        System.arraycopy(options, 0, all, 1, options.length);
        return message(1, transaction, client, 0, all);
    }

    @Test
    void aClientIsCalledWhatItCallsItselfOnceItHasTheAddress() {
        told.udp(68, 67, request(7, 1, option(12, Told.ascii("annes-laptop"))));
        assertNull(told.near(10, 0, 0, 10));
        told.udp(67, 68, message(2, 7, 1, 10, type(ACK)));
        assertEquals("annes-laptop (DHCP)", told.near(10, 0, 0, 10));
    }

    @Test
    void whoIsRefusedOrAnsweredForSomebodyElseIsNotCalledThat() {
        told.udp(68, 67, request(7, 1, option(12, Told.ascii("anne"))));
        told.udp(67, 68, message(2, 7, 1, 10, type(NAK)));
        told.udp(67, 68, message(2, 7, 2, 10, type(ACK)));
        told.udp(67, 68, message(2, 8, 1, 10, type(ACK)));
        assertNull(told.near(10, 0, 0, 10));
    }

    @Test
    void theServersWordCountsMore() {
        told.udp(68, 67, request(7, 1, option(12, Told.ascii("anne"))));
        told.udp(67, 68, message(2, 7, 1, 10, type(ACK), option(12, Told.ascii("desk-4"))));
        assertEquals("desk-4 (DHCP)", told.near(10, 0, 0, 10));
    }

    @Test
    void aDomainNameInEitherEncoding() {
        told.udp(68, 67, request(7, 1, option(81, Told.bytes("04 00 00 04 616e6e65 04 686f6d65 00"))));
        told.udp(67, 68, message(2, 7, 1, 10, type(ACK)));
        assertEquals("anne.home (DHCP)", told.near(10, 0, 0, 10));
        told.udp(68, 67, request(8, 2, option(81, Told.bytes("00 00 00 626f622e686f6d65"))));
        told.udp(67, 68, message(2, 8, 2, 11, type(ACK)));
        assertEquals("bob.home (DHCP)", told.near(10, 0, 0, 11));
    }

    @Test
    void anOptionThatReachesBeyondTheMessageEndsIt() {
        byte[] broken = request(7, 1, new byte[] {12, 40, 'a'});
        told.udp(68, 67, broken).udp(67, 68, message(2, 7, 1, 10, type(ACK)));
        assertNull(told.near(10, 0, 0, 10));
    }

    @Test
    void aFloodOfClientsThatNeverGetAnAnswerIsForgottenFromItsOldestOn() {
        told.udp(68, 67, request(1, 1, option(12, Told.ascii("first"))));
        for (int i = 2; i < 3000; i++) {
            told.udp(68, 67, request(i, 1, option(12, Told.ascii("host-" + i))));
        }
        told.udp(67, 68, message(2, 1, 1, 10, type(ACK)));
        assertNull(told.near(10, 0, 0, 10));
        told.udp(67, 68, message(2, 2999, 1, 10, type(ACK)));
        assertEquals("host-2999 (DHCP)", told.near(10, 0, 0, 10));
    }
}
