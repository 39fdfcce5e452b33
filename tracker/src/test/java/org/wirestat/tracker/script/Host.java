package org.wirestat.tracker.script;

import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;
import static org.wirestat.tracker.script.Sending.SYN;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.IpAddress;

/**
 * One end of a scripted connection. It numbers and acknowledges as a kernel does; when it speaks is the script's business.
 */
public final class Host {

    private static final int WINDOW = 64240;
    private static final int WINDOW_SCALE = 7;

    private final Wire wire;
    private final IpAddress address;
    private final int port;
    private final int tsOffset;
    private final List<Sending> early = new ArrayList<>();
    private Host peer = this;
    private int iss;
    private int sndNxt;
    private int rcvNxt;
    private int tsRecent;
    private int ipId;
    private boolean usesTimestamps = true;
    private boolean nextIsSeen = true;
    private boolean nextArrives = true;

    Host(Wire wire, IpAddress address, int port, int iss, int tsOffset) {
        this.wire = wire;
        this.address = address;
        this.port = port;
        this.tsOffset = tsOffset;
        ipId = iss >>> 8;
        startsAt(iss);
    }

    public void meets(Host other) {
        peer = other;
        other.peer = this;
    }

    /** Its next connection begins with this number. */
    public void startsAt(int iss) {
        this.iss = iss;
        sndNxt = iss;
    }

    public void usesNoTimestamps() {
        usesTimestamps = false;
    }

    public IpAddress address() {
        return address;
    }

    public int port() {
        return port;
    }

    public Host peer() {
        return peer;
    }

    public int iss() {
        return iss;
    }

    public int sndNxt() {
        return sndNxt;
    }

    public int rcvNxt() {
        return rcvNxt;
    }

    /** The clock of its timestamps, milliseconds. */
    public int tsClock() {
        return (int) wire.nowMs() + tsOffset;
    }

    // ---- what happens to its next segment

    /** The next segment goes past the tracker. */
    public Host unseen() {
        nextIsSeen = false;
        return this;
    }

    /** The next segment is seen and never arrives. */
    public Host lost() {
        nextArrives = false;
        return this;
    }

    boolean takeIsSeen() {
        boolean isSeen = nextIsSeen;
        nextIsSeen = true;
        return isSeen;
    }

    boolean takeArrives() {
        boolean arrives = nextArrives;
        nextArrives = true;
        return arrives;
    }

    // ---- what it says

    public Sending syn() {
        sndNxt = iss;
        return opening(SYN).go();
    }

    public Sending synAck() {
        sndNxt = iss;
        return opening(SYN | ACK).go();
    }

    /** A SYN or SYN-ACK to be changed before it goes. */
    public Sending opening(int flags) {
        Sending segment = segment(flags).seq(iss);
        segment.mayHaveSack = true;
        segment.windowScale = WINDOW_SCALE;
        return segment;
    }

    public Sending ack() {
        return segment(ACK).go();
    }

    public Sending data(int length) {
        return segment(PSH | ACK).payload(length).go();
    }

    public Sending fin() {
        return segment(FIN | ACK).go();
    }

    /** What close() does to a socket with unread data, and SO_LINGER 0 to any. */
    public Sending abort() {
        return segment(RST | ACK).go();
    }

    /** What a kernel answers to a segment for which it has no socket: RFC 9293 §3.10.7.1. */
    public Sending refuse(Sending segment) {
        Sending reset = segment.has(ACK)
                ? segment(RST).seq(segment.ack).ack(0)
                : segment(RST | ACK).seq(0).ack(segment.end());
        reset.ipId = 0;
        return reset.window(0).noOptions().go();
    }

    /** A segment to be changed before it goes. */
    public Sending segment(int flags) {
        Sending segment = new Sending(wire, this, peer, flags);
        segment.seq = sndNxt;
        segment.ack = (flags & ACK) != 0 ? rcvNxt : 0;
        segment.window = WINDOW;
        stamp(segment, usesTimestamps);
        segment.isSeen = takeIsSeen();
        segment.arrives = takeArrives();
        return segment;
    }

    void stamp(Sending segment, boolean withTimestamp) {
        segment.ipId = ++ipId & 0xffff;
        segment.hasTimestamp = withTimestamp;
        segment.tsVal = withTimestamp ? tsClock() + 1 : 0;
        segment.tsEcr = withTimestamp && segment.has(ACK) ? tsRecent : 0;
    }

    void sent(Sending segment) {
        if (!segment.has(RST) && segment.end() - sndNxt > 0 && segment.seq - sndNxt <= 0) {
            sndNxt = segment.end();
        }
    }

    /** A SYN with this number, that was on its way for long, has come at last. */
    public void receivesLate(int peerIss) {
        rcvNxt = peerIss + 1;
    }

    /** The FIN that crossed its own has come. */
    public void receivesFin() {
        rcvNxt = peer.sndNxt;
    }

    /** Its ICMP "port unreachable" in answer to the segment. */
    public void unreachable(Sending about) {
        wire.unreachable(this, about);
    }

    void receives(Sending segment) {
        if (segment.hasBadChecksum || segment.has(RST)) {
            return;
        }
        if (segment.has(SYN)) {
            rcvNxt = segment.seq + 1;
            early.clear();
        } else if (segment.segLen() > 0) {
            early.add(segment);
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Sending each : early) {
                    if (each.seq - rcvNxt <= 0 && each.end() - rcvNxt > 0) {
                        rcvNxt = each.end();
                        moved = true;
                    }
                }
            }
            early.removeIf(each -> each.end() - rcvNxt <= 0);
        }
        if (segment.hasTimestamp) {
            tsRecent = segment.tsVal;
        }
    }

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
