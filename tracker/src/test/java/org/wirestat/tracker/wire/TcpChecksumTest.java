package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

class TcpChecksumTest {

    private static final int FIN_ACK = 0x11;

    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment segment = new Segment();

    private Checksum decode(String packet) {
        ByteBuffer bytes = Packets.bytes(packet);
        return decode(bytes);
    }

    private Checksum decode(ByteBuffer bytes) {
        assertEquals(Discard.NONE, decoder.decode(LinkType.RAW, 7, bytes.limit(), bytes, 0, bytes.limit(), segment));
        return segment.checksum;
    }

    /** A segment with another checksum. */
    private static ByteBuffer with(int checksum, String packet) {
        ByteBuffer bytes = Packets.bytes(packet);
        bytes.putShort(20 + Tcp.CHECKSUM, (short) checksum);
        return bytes;
    }

    private static int pseudoHeaderSum(int length) {
        return InternetChecksum.fold(0x0a000001L + 0x0a000002L + 6 + length);
    }

    @Test
    void case128_segmentsThatBeginOrEndSomethingAreVerified() {
        for (int flags : new int[] {Segment.SYN, FIN_ACK, Segment.RST, 0x14, 0x12}) {
            assertEquals(Checksum.GOOD, decode(Packets.tcp(flags, "", "")));
            assertEquals(Checksum.GOOD, decode(Packets.tcp(flags, "", "010203")));
            assertEquals(Checksum.BAD, decode(with(0x1234, Packets.tcp(flags, "", "01"))));
        }
        assertEquals(Checksum.UNKNOWN, decode(with(0x1234, Packets.tcp(Segment.ACK, "", "01"))));
    }

    @Test
    void case128_whatOffloadLeavesIsPartial() {
        assertEquals(Checksum.PARTIAL, decode(with(pseudoHeaderSum(24), Packets.tcp(FIN_ACK, "", "01020304"))));
        // Windows: the length is left to the interface
        assertEquals(Checksum.PARTIAL, decode(with(pseudoHeaderSum(0), Packets.tcp(FIN_ACK, "", "01020304"))));
        assertEquals(Checksum.BAD, decode(with(0, Packets.tcp(FIN_ACK, "", "01020304"))));
    }

    @Test
    void case128_aWrongIpHeaderChecksumSpoilsTheSegmentUnlessItWasLeftToTheInterface() {
        ByteBuffer bytes = Packets.bytes(Packets.tcp(FIN_ACK, "", ""));
        bytes.putShort(10, (short) 0x1234);
        assertEquals(Checksum.BAD, decode(bytes));
        bytes.putShort(10, (short) 0);
        assertEquals(Checksum.GOOD, decode(bytes));
    }

    @Test
    void case129_allOnesAndAllZerosAreSummedLikeOthers() {
        // a word of payload equal to the checksum without it brings that to 0; its other form is as good
        ByteBuffer zero = Packets.bytes(Packets.tcp(FIN_ACK, "", "0000"));
        String packet = Packets.tcp(FIN_ACK, "", Packets.hex(zero.getShort(20 + Tcp.CHECKSUM)));
        assertEquals(0, Packets.bytes(packet).getShort(20 + Tcp.CHECKSUM));
        assertEquals(Checksum.GOOD, decode(packet));
        assertEquals(Checksum.GOOD, decode(with(0xffff, packet)));
    }

    @Test
    void lengthsThatAreNoMultipleOfAnythingAreSummedToTheirEnd() {
        for (int length = 0; length < 40; length++) {
            assertEquals(Checksum.GOOD, decode(Packets.tcp(FIN_ACK, "", "a5".repeat(length))), length + " bytes");
        }
    }
}
