package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

class FrameDecoderTest {

    // 10.0.0.1.49152 > 10.0.0.2.443: Flags [S], cksum 0x7378 (correct), seq 4294967280, win 64240,
    //   options [mss 1460,sackOK,TS val 1000 ecr 0,nop,wscale 7], length 0
    static final String SYN = "4500003c 1c464000 4006 0a74 0a000001 0a000002"
            + "c00001bb fffffff0 00000000 a002 faf0 7378 0000"
            + "020405b4 0402 080a 000003e8 00000000 01 030307";

    static final String ETHERNET = "020000000002 020000000001 0800";

    final FrameDecoder decoder = new FrameDecoder();
    final Segment segment = new Segment();

    Discard decode(int linkType, String... digits) {
        ByteBuffer bytes = Hex.bytes(digits);
        return decoder.decode(linkType, 1_000_000_007L, bytes.limit(), bytes, 0, bytes.limit(), segment);
    }

    @Test
    void aSynIsTakenWithAllItsFields() {
        assertEquals(Discard.NONE, decode(LinkType.ETHERNET, ETHERNET, SYN));
        assertEquals(1_000_000_007L, segment.timestampNs);
        assertEquals(74, segment.frameLength);
        assertEquals(60, segment.ipLength);
        assertEquals(4, segment.ipVersion);
        assertEquals(0, segment.sourceHigh);
        assertEquals(0x0a000001L, segment.sourceLow);
        assertEquals(0x0a000002L, segment.destinationLow);
        assertEquals(0x1c46, segment.ipId);
        assertEquals(64, segment.hopLimit);
        assertEquals(Segment.TCP, segment.protocol);
        assertEquals(49152, segment.sourcePort);
        assertEquals(443, segment.destinationPort);
        assertEquals(0, segment.payloadLength);
        assertEquals(1, segment.segLen());
        assertEquals(-16, segment.seq);
        assertEquals(0, segment.ack);
        assertEquals(Segment.SYN, segment.flags);
        assertEquals(64240, segment.window);
        assertEquals(7, segment.windowScale);
        assertTrue(segment.hasTimestamp);
        assertEquals(1000, segment.tsVal);
        assertFalse(segment.areOptionsCut);
        assertEquals(Checksum.GOOD, segment.checksum);
    }

    @Test
    void aUdpDatagramCarriesNothingOverFromTheSegmentBefore() {
        decode(LinkType.ETHERNET, ETHERNET, SYN);
        // 10.0.0.1.5353 > 10.0.0.2.9: UDP, length 4
        assertEquals(
                Discard.NONE,
                decode(LinkType.RAW, "45000020 00000000 4011 66cb 0a000001 0a000002 14e90009 000c0000 01020304"));
        assertEquals(Segment.UDP, segment.protocol);
        assertEquals(4, segment.payloadLength);
        assertEquals(4, segment.segLen());
        assertEquals(0, segment.flags);
        assertEquals(-1, segment.windowScale);
        assertFalse(segment.hasTimestamp);
        assertEquals(Checksum.UNKNOWN, segment.checksum);
    }
}
