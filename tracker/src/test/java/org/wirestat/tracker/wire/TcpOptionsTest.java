package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;

class TcpOptionsTest {

    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment segment = new Segment();

    /** Decodes a segment with these options. */
    private void decode(int flags, String options) {
        ByteBuffer bytes = Packets.bytes(Packets.tcp(flags, options, ""));
        assertEquals(
                Discard.NONE,
                decoder.decode(LinkType.RAW, 7, bytes.limit(), bytes, 0, bytes.limit(), segment),
                options);
    }

    private void decode(String options) {
        decode(Segment.SYN, options);
    }

    @Test
    void case29_aWindowScaleBeyondFourteenIsFourteen() {
        decode("0303 0e 00");
        assertEquals(14, segment.windowScale);
        decode("0303 0f 00");
        assertEquals(14, segment.windowScale);
        decode("0303 ff 00");
        assertEquals(14, segment.windowScale);
        decode("0303 00 00");
        assertEquals(0, segment.windowScale);
    }

    @Test
    void case29_aWindowScaleOfAWrongLengthIsNone() {
        decode("0304 0700");
        assertEquals(-1, segment.windowScale);
        decode("0302 0700");
        assertEquals(-1, segment.windowScale);
    }

    @Test
    void aWindowScaleOutsideOfASynIsIgnored() {
        decode(Segment.ACK, "0303 07 00");
        assertEquals(-1, segment.windowScale);
    }

    @Test
    void case29_ofOptionsThatComeTwiceTheLastCounts() {
        decode("0303 07 01 0303 08 01");
        assertEquals(8, segment.windowScale);
    }

    @Test
    void case29_lengthsZeroOneAndBeyondTheHeaderEndTheList() {
        for (String broken :
                new String[] {"fe00 0101", "fe01 0101", "feff 0101", "fefe 0101", "ff00 0101", "0800 0101"}) {
            decode(broken + "0303 07 00");
            assertEquals(-1, segment.windowScale, broken);
            decode("0303 07 01" + broken);
            assertEquals(7, segment.windowScale, broken);
        }
        decode("0101 01 fe"); // no room for a length
        decode("0101 01 03");
        assertEquals(-1, segment.windowScale);
    }

    @Test
    void case29_unknownKindsAreSteppedOver() {
        decode("fe04 0000 0303 07 00");
        assertEquals(7, segment.windowScale);
        decode("ff02 0101 0303 07 00");
        assertEquals(7, segment.windowScale);
    }

    @Test
    void case29_theListEndsAtItsEnd() {
        decode("00 0303 07");
        assertEquals(-1, segment.windowScale);
        decode("01".repeat(40));
        assertEquals(-1, segment.windowScale);
        decode("01".repeat(37) + "0303 07");
        assertEquals(7, segment.windowScale);
    }

    @Test
    void case29_aMaximumSegmentSizeOfZeroHurtsNobody() {
        decode("0204 0000 0303 07 00");
        assertEquals(7, segment.windowScale);
    }

    @Test
    void timestampsAreFoundWhereverTheyStand() {
        decode(Segment.ACK, "0101 080a 00000001 00000002");
        assertTrue(segment.hasTimestamp);
        assertEquals(1, segment.tsVal);
        assertEquals(2, segment.tsEcr);
        decode(Segment.ACK, "080a 00000003 00000004 0101");
        assertEquals(3, segment.tsVal);
        assertEquals(4, segment.tsEcr);
        decode(Segment.ACK, "0101 080a 00000005 00000006 0101 050a 00000001 00000002");
        assertEquals(5, segment.tsVal);
        assertEquals(1, segment.sackBlocks);
        decode(Segment.ACK, "0809 00000003 000004 010101");
        assertFalse(segment.hasTimestamp);
    }

    @Test
    void theFirstSackBlockIsGivenAndAllAreCounted() {
        decode(Segment.ACK, "0101 0512 fffffff0 00000010 00000020 00000030");
        assertEquals(2, segment.sackBlocks);
        assertEquals(-16, segment.sackLeft);
        assertEquals(16, segment.sackRight);
    }

    @Test
    void case62_malformedSackBlocksAreIgnored() {
        decode(Segment.ACK, "0101 0502"); // none
        assertEquals(0, segment.sackBlocks);
        decode(Segment.ACK, "0101 0506 00000001"); // half of one
        assertEquals(0, segment.sackBlocks);
        decode(Segment.ACK, "0101 050a 00000002 00000001"); // right before left
        assertEquals(0, segment.sackBlocks);
        assertEquals(0, segment.sackLeft);
        decode(Segment.ACK, "0101 050a 00000002 00000002"); // empty
        assertEquals(0, segment.sackBlocks);
        decode(Segment.ACK, "0101 0512 00000001 00000002 00000004 00000003"); // the second
        assertEquals(1, segment.sackBlocks);
    }

    @Test
    void signedSegmentsAreKnownToBe() {
        decode(Segment.ACK, "1312" + "00".repeat(16) + "0101");
        assertTrue(segment.isSigned);
        decode(Segment.ACK, "1d10 0102" + "00".repeat(12));
        assertTrue(segment.isSigned);
        decode(Segment.ACK, "01010101");
        assertFalse(segment.isSigned);
    }
}
