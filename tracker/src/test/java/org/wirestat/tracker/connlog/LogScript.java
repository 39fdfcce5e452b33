package org.wirestat.tracker.connlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/**
 * A test of the log: a script of segments between a client and a server on port 443, and the lines that come of it. Frames
 * are kept up to 128 bytes, so payloads that are to be whole are short.
 */
@ParameterizedClass
@EnumSource(Way.class)
abstract class LogScript {

    private static final int ETHERNET = 1;

    final Wire wire;
    final Host client;
    final Host server;

    LogScript(Way way) {
        wire = new Wire(way);
        client = wire.pair(0);
        server = client.peer();
    }

    /** One line of the log, as far as rules decide it. */
    record Line(
            boolean isFromClient,
            String state,
            String history,
            long originatorBytes,
            long responderBytes,
            long originatorPackets,
            long responderPackets,
            long missedBytes,
            long durationNs,
            String uid) {

        String stateAndHistory() {
            return state + " " + history;
        }
    }

    List<Line> log() {
        return log(new ConnLogOptions(Checksums.VERIFY, ServerPorts.usual(), false, 1 << 16));
    }

    List<Line> log(ConnLogOptions options) {
        List<Line> lines = new ArrayList<>();
        ConnLog log = new ConnLog(options, conn -> lines.add(line(conn)));
        for (Recording.Frame frame : wire.recording().frames()) {
            ByteBuffer bytes = frame.bytes();
            log.onFrame(ETHERNET, frame.timeNs(), frame.wireLength(), bytes, 0, bytes.limit());
        }
        log.advanceTo(wire.nowNs());
        log.end();
        return lines;
    }

    /** State and history of the only line. */
    String only() {
        List<Line> lines = log();
        return lines.size() == 1 ? lines.get(0).stateAndHistory() : lines.toString();
    }

    List<String> each() {
        return log().stream().map(Line::stateAndHistory).toList();
    }

    private Line line(Conn conn) {
        ConnEnd originator = conn.originator();
        ConnEnd responder = conn.responder();
        return new Line(
                conn.originatorPort() == client.port()
                        && conn.originatorAddress().equals(client.address()),
                conn.state(),
                conn.history(),
                conn.payloadBytes(originator),
                conn.payloadBytes(responder),
                originator.packets(),
                responder.packets(),
                conn.missedBytes(),
                conn.durationNs(),
                conn.uid());
    }

    static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }

    void open() {
        client.syn();
        server.synAck();
        client.ack();
    }

    void close() {
        client.fin();
        server.fin();
        client.ack();
    }
}
