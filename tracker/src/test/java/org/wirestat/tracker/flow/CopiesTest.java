package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.wire.Segment;

class CopiesTest {

    private static final long START_NS = 1_760_000_000_000_000_000L;

    private final Copies copies = new Copies();
    private long nowNs = START_NS;

    private static Segment segment(int protocol, int ipVersion) {
        Segment segment = new Segment();
        segment.timestampNs = START_NS;
        segment.protocol = protocol;
        segment.ipVersion = ipVersion;
        segment.sourceLow = 0x0a00_0001;
        segment.destinationLow = 0x0a00_0002;
        segment.sourcePort = 40_000;
        segment.destinationPort = 80;
        segment.seq = 0xffff_ff00;
        segment.ack = 77;
        segment.flags = Segment.ACK;
        segment.ipId = ipVersion == 4 ? 4711 : 0;
        segment.hopLimit = 64;
        segment.window = 500;
        segment.payloadLength = 10;
        segment.transportChecksum = 0x1234;
        segment.hasTimestamp = true;
        segment.tsVal = 9;
        segment.tsEcr = 8;
        return segment;
    }

    private Segment later(Segment segment) {
        segment.timestampNs = nowNs;
        return segment;
    }

    @Test
    void theSameAgainIsACopyEvenBehindARouter() {
        assertFalse(copies.isCopy(segment(Segment.TCP, 4)));
        assertTrue(copies.isCopy(segment(Segment.TCP, 4)));
        Segment routed = segment(Segment.TCP, 4);
        routed.hopLimit = 63;
        routed.timestampNs += 3_000_000;
        routed.frameLength = 99;
        assertTrue(copies.isCopy(routed));
    }

    @Test
    void whateverTheSenderWroteAnewIsNoCopy() {
        List<Consumer<Segment>> changes = List.of(
                s -> s.ipId++,
                s -> s.seq++,
                s -> s.ack++,
                s -> s.flags |= Segment.PSH,
                s -> s.window++,
                s -> s.payloadLength++,
                s -> s.transportChecksum++,
                s -> s.tsVal++,
                s -> s.tsEcr++,
                s -> s.sourcePort++,
                s -> s.destinationPort++,
                s -> s.sourceLow++,
                s -> s.destinationLow++,
                s -> s.sourceHigh++,
                s -> s.destinationHigh++,
                s -> s.timestampNs += 1_000_000_000);
        for (int i = 0; i < changes.size(); i++) {
            Copies fresh = new Copies();
            assertFalse(fresh.isCopy(segment(Segment.TCP, 4)));
            Segment changed = segment(Segment.TCP, 4);
            changes.get(i).accept(changed);
            assertFalse(fresh.isCopy(changed), "change " + i);
        }
    }

    @Test
    void whateverChangesTogetherWithSomethingElseIsNoCopy() {
        List<ObjIntConsumer<Segment>> changes = List.of(
                (s, by) -> s.ipId += by,
                (s, by) -> s.seq += by,
                (s, by) -> s.ack += by,
                (s, by) -> s.window += by,
                (s, by) -> s.payloadLength += by,
                (s, by) -> s.transportChecksum += by,
                (s, by) -> s.tsVal += by,
                (s, by) -> s.tsEcr += by,
                (s, by) -> s.sourcePort += by,
                (s, by) -> s.destinationPort += by,
                (s, by) -> s.sourceLow += by,
                (s, by) -> s.destinationLow += by,
                (s, by) -> s.sourceHigh += by,
                (s, by) -> s.destinationHigh += by);
        int[] steps = {-256, -16, -1, 1, 16, 256, 1460};
        for (int i = 0; i < changes.size(); i++) {
            for (int k = 0; k < i; k++) {
                for (int first : steps) {
                    for (int second : steps) {
                        Segment changed = segment(Segment.TCP, 4);
                        changes.get(i).accept(changed, first);
                        changes.get(k).accept(changed, second);
                        assertFalse(copies.isCopy(later(segment(Segment.TCP, 4))));
                        assertFalse(copies.isCopy(later(changed)), i + " by " + first + " and " + k + " by " + second);
                        nowNs += 1_000_000_000;
                    }
                }
            }
        }
    }

    @Test
    void anAnswerIsNoCopyOfItsQuestion() {
        Segment there = segment(Segment.TCP, 4);
        Segment back = segment(Segment.TCP, 4);
        back.sourceLow = there.destinationLow;
        back.destinationLow = there.sourceLow;
        back.sourcePort = there.destinationPort;
        back.destinationPort = there.sourcePort;
        assertFalse(copies.isCopy(there));
        assertFalse(copies.isCopy(back));
    }

    @Test
    void equalDatagramsOfIpv6MayBothBeMeant() {
        assertFalse(copies.isCopy(segment(Segment.UDP, 6)));
        assertFalse(copies.isCopy(segment(Segment.UDP, 6)));
        assertFalse(copies.isCopy(segment(Segment.UDP, 4)));
        assertTrue(copies.isCopy(segment(Segment.UDP, 4)));
    }

    @Test
    void theClockOfTheSecondCopyMayStandBehind() {
        assertFalse(copies.isCopy(segment(Segment.TCP, 4)));
        Segment second = segment(Segment.TCP, 4);
        second.timestampNs -= 2_000_000;
        assertTrue(copies.isCopy(second));
    }
}
