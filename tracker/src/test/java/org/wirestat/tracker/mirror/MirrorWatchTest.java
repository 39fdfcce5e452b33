package org.wirestat.tracker.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** What a mirror shows of a connection, right and wrong. */
class MirrorWatchTest extends Script {

    private static final int LINKTYPE_ETHERNET = 1;

    MirrorWatchTest(Way way) {
        super(way);
    }

    private static MirrorReport watch(List<Recording.Frame> frames) {
        MirrorWatch watch = new MirrorWatch();
        for (Recording.Frame frame : frames) {
            ByteBuffer bytes = frame.bytes();
            watch.onFrame(LINKTYPE_ETHERNET, frame.timeNs(), frame.wireLength(), bytes, 0, bytes.limit());
        }
        return watch.report();
    }

    private MirrorReport watched() {
        return watch(wire.recording().frames());
    }

    @Test
    void aSoundMirrorShowsBothDirectionsOnceAndAllOfThem() {
        open();
        a.fin();
        b.fin();
        a.ack();
        MirrorReport report = watched();
        assertEquals(10, report.frames());
        assertEquals(10, report.packets());
        assertEquals(10, report.untagged());
        assertEquals(Map.of(), report.vlans());
        assertEquals(Map.of(), report.carriers());
        assertEquals(1, report.connections());
        assertEquals(0, report.oneWay());
        assertEquals(300, report.payloadBytes());
        assertEquals(0, report.missingBytes());
        assertEquals(0, report.copies());
        assertEquals(2, report.hosts());
        assertEquals(0, report.speaksOnly().number());
    }

    @Test
    void whatWasAcknowledgedAndNeverSeenWasLostBeforeUs() {
        open();
        a.unseen().data(1000);
        a.data(10);
        b.ack();
        assertEquals(1000, watched().missingBytes());
        b.unseen().data(500);
        a.ack();
        assertEquals(1500, watched().missingBytes());
    }

    @Test
    void whatIsRepeatedOrComesLateThroughTheMirrorIsNotLost() {
        open();
        Sending lost = a.unseen().lost().data(1000);
        a.data(10);
        b.segment(ACK).ack(lost.seq()).go();
        lost.again();
        b.ack();
        assertEquals(0, watched().missingBytes());
        Sending late = a.unseen().data(700);
        b.ack();
        assertEquals(700, watched().missingBytes());
        late.late();
        assertEquals(0, watched().missingBytes());
    }

    @Test
    void aMirrorOfOneDirectionShowsHalfConnectionsAndHostsThatNeverHear() {
        open();
        for (int i = 0; i < 20; i++) {
            a.data(10);
            b.unseen().ack();
        }
        List<Recording.Frame> all = wire.recording().frames();
        ByteBuffer first = all.get(0).bytes();
        boolean isV6 = first.get(14) >>> 4 == 6;
        int port = 14 + (isV6 ? 40 : 20);
        List<Recording.Frame> oneWay = all.stream()
                .filter(frame -> frame.bytes().getShort(port) == first.getShort(port))
                .toList();
        MirrorReport report = watch(oneWay);
        assertEquals(1, report.connections());
        assertEquals(1, report.oneWay());
        assertEquals(new MirrorReport.Hosts(1, List.of(a.address())), report.speaksOnly());
        assertEquals(0, report.missingBytes());
    }

    @Test
    void aSynThatNobodyAnswersIsNoHalfConnection() {
        a.syn();
        assertEquals(0, watched().connections());
    }

    @Test
    void copiesAreCountedAndLeftOutOfEverythingElse() {
        open();
        List<Recording.Frame> twice = wire.recording().frames().stream()
                .flatMap(frame -> List.of(frame, frame).stream())
                .toList();
        MirrorReport report = watch(twice);
        assertEquals(14, report.frames());
        assertEquals(7, report.copies());
        assertEquals(300, report.payloadBytes());
    }
}
