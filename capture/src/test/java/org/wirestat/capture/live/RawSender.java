package org.wirestat.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sends frames as they are, by a packet socket of the namespace of the thread that calls it. */
final class RawSender implements AutoCloseable {

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;

    private final NativeLibrary c = NativeLibrary.getInstance("c");
    private final int socket;

    RawSender(String interfaceName) throws Exception {
        socket = Libc.socket(AF_PACKET, SOCK_RAW, 0);
        try (Memory address = new Memory(20)) {
            address.clear();
            address.setShort(0, (short) AF_PACKET);
            address.setInt(4, NetworkInterface.getByName(interfaceName).getIndex());
            assertEquals(0, Libc.bind(socket, address, 20));
        }
    }

    void send(byte[] frame) {
        assertEquals(
                frame.length, c.getFunction("send").invokeInt(new Object[] {socket, frame, (long) frame.length, 0}));
    }

    /** A datagram to port 9 of 10.99.{@code net}.1, in Ethernet, with tags such as 0x81000007. */
    static byte[] datagram(int net, int payload, int... tags) {
        int ip = 14 + 4 * tags.length;
        ByteBuffer frame = ByteBuffer.allocate(ip + 28 + payload);
        frame.put(new byte[] {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2});
        for (int tag : tags) {
            frame.putInt(tag);
        }
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500)
                .putShort((short) (28 + payload))
                .putInt(0)
                .putShort((short) 0x4011);
        frame.putShort((short) 0).putInt(0x0a630002 | net << 8).putInt(0x0a630001 | net << 8);
        frame.putShort((short) 1000)
                .putShort((short) 9)
                .putShort((short) (8 + payload))
                .putShort((short) 0);
        Arrays.fill(frame.array(), ip + 28, frame.capacity(), (byte) payload);
        return frame.array();
    }

    @Override
    public void close() {
        Libc.close(socket);
    }
}
