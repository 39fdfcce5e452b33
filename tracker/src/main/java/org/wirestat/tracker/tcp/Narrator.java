package org.wirestat.tracker.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Disregard;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Rule;
import org.wirestat.tracker.SocketId;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.TransitionListener;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.Segment;
import org.wirestat.tracker.wire.SingleFrame;

/**
 * Tells a listener what happens, with the frame that shows it. It makes objects, and so it exists only where somebody
 * listens; it must see all frames before their segments are judged.
 */
public final class Narrator implements MoveListener {

    /** No frame. */
    public static final int NONE = -1;

    private static final int CONTROL = Segment.SYN | Segment.FIN | Segment.RST;

    private static final Rule LISTENS =
            new Rule("answers_from_port", "answered a SYN, and the other side was heard too", "RFC 9293 3.10.7.2");
    private static final Rule CROSSES =
            new Rule("crosses_on_port", "had called at the same time as its peer", "RFC 9293 3.5, figure 7");
    private static final Rule UNASKED = new Rule(
            "unasked_from_port", "had sent a SYN-ACK that nobody had asked for: it is refused", "RFC 9293 3.10.7.1");
    private static final Rule REFUSES = new Rule("refuses_on_port", "refused a SYN with RST", "RFC 9293 3.10.7.1");

    private final TransitionListener listener;
    private final FrameDecoder decoder = new FrameDecoder();

    // The latest frames, and the one of them whose header was looked for at once.
    private Frames lent = new SingleFrame();
    private long before;
    private int odd = NONE;
    private @Nullable ByteBuffer oddHeader;

    // A segment that has to wait for its successor, and its frame, which will be gone by then.
    private @Nullable Segment waiting;
    private @Nullable Evidence kept;

    // Those among the segments of a batch, in their order, and how many of them were told of.
    private final List<Copy> copies = new ArrayList<>();
    private int toldCopies;

    // The segment at hand, what is shown of it once that is asked for, and whether anything was told.
    private @Nullable Segment segment;
    private @Nullable Evidence evidence;
    private boolean hasTold;

    private record Copy(int row, Evidence evidence) {}

    public Narrator(TransitionListener listener) {
        this.listener = listener;
    }

    /**
     * Takes note of frames, which must be there still when their segments are judged.
     *
     * @param before number of the frame before the first of them
     * @param odd the one whose header must be looked for in any case, as it may stand in fragments of several frames; or
     *     {@link #NONE}
     */
    public void onFrames(Frames lent, long before, int odd) {
        this.lent = lent;
        this.before = before;
        this.odd = odd;
        oddHeader = odd == NONE ? null : decoded(odd);
    }

    private @Nullable ByteBuffer decoded(int frame) {
        return decoder.tcpHeader(
                lent.linkType(frame),
                lent.timestampNs(frame),
                lent.wireLength(frame),
                lent.bytes(),
                lent.offset(frame),
                lent.capturedLength(frame));
    }

    /** This segment is not judged yet: the next frames will have come by then. */
    public void keep(Segment segment) {
        begin(segment);
        kept = evidence();
        waiting = segment;
    }

    /** The segment in this row of its batch is a copy; told of when all before it have been judged. */
    public void copies(int row, Segment segment) {
        begin(segment);
        Evidence copy = evidence();
        if (copy != null && segment.protocol == Segment.TCP) {
            copies.add(new Copy(row, copy));
        }
    }

    /** The batch has been judged, but for a segment that may be kept from now on. */
    public void close() {
        tellCopies(Integer.MAX_VALUE);
        copies.clear();
        toldCopies = 0;
        waiting = null;
        kept = null;
    }

    private void tellCopies(int beforeRow) {
        while (toldCopies < copies.size() && copies.get(toldCopies).row < beforeRow) {
            listener.onDisregard(copies.get(toldCopies++).evidence, Disregard.COPY);
        }
    }

    /** The segment in this row of its batch is about to be judged. */
    public void begin(int row, Segment segment) {
        tellCopies(row);
        begin(segment);
    }

    private void begin(Segment segment) {
        this.segment = segment;
        evidence = segment == waiting ? kept : null;
        hasTold = false;
    }

    /** The segment has been judged: who wonders why a SYN, FIN or RST did nothing is told that it did not. */
    public void end() {
        Segment judged = segment;
        if (judged != null && !hasTold && (judged.flags & CONTROL) != 0 && judged.protocol == Segment.TCP) {
            disregards(judged.checksum == Segment.Checksum.BAD ? Disregard.BAD_CHECKSUM : Disregard.MOVES_NOTHING);
        }
        segment = null;
        evidence = null;
    }

    public void disregards(Disregard why) {
        Evidence shown = segment != null && segment.protocol == Segment.TCP ? evidence() : null;
        if (shown != null) {
            listener.onDisregard(shown, why);
        }
        hasTold = true;
    }

    /** The ICMP error at hand quotes a segment of this end of a connection, and has been judged. */
    public void quotes(ConnectionRecord connection, boolean lowerSent) {
        Evidence shown = evidence();
        if (!hasTold && shown != null) {
            listener.onIcmpError(shown, socket(connection, lowerSent));
        }
    }

    private static SocketId socket(ConnectionRecord connection, boolean isLower) {
        return new SocketId(
                address(connection, isLower),
                connection.port(isLower),
                address(connection, !isLower),
                connection.port(!isLower),
                connection.is(ConnectionRecord.LOWER_ORIGINATED) == isLower,
                connection.firstNs());
    }

    @Override
    public void moves(
            ConnectionRecord connection,
            boolean isLower,
            TcpEvent event,
            TcpState from,
            TcpState to,
            Basis basis,
            long atNs,
            boolean isSilence) {
        SocketId socket = socket(connection, isLower);
        Rule seen = basis == Basis.OBSERVED ? event.ruleOfProof() : event.rule();
        Rule rule = isSilence ? event.ruleOfSilence() : seen;
        Transition transition = new Transition(atNs, isSilence ? null : evidence(), socket, from, to, basis, rule);
        if (transition.isConfirmation()) {
            listener.onConfirmation(transition);
        } else {
            listener.onTransition(transition);
        }
        hasTold |= !isSilence;
    }

    /** A port at an end of the segment began to listen, or does not any more or never did. */
    void listens(Segment segment, boolean ofSource, PortNews news) {
        boolean listens = switch (news) {
            case NONE, SENDER_ACCEPTED, RECEIVER_ACCEPTED -> true;
            case SENDER_CROSSED, RECEIVER_CROSSED, RECEIVER_UNASKED, SENDER_REFUSED -> false;
        };
        Rule ruleOfEnd = switch (news) {
            case NONE, SENDER_ACCEPTED, RECEIVER_ACCEPTED, SENDER_CROSSED, RECEIVER_CROSSED -> CROSSES;
            case RECEIVER_UNASKED -> UNASKED;
            case SENDER_REFUSED -> REFUSES;
        };
        begin(segment);
        IpAddress host = ofSource
                ? address(segment.ipVersion, segment.sourceHigh, segment.sourceLow)
                : address(segment.ipVersion, segment.destinationHigh, segment.destinationLow);
        int port = ofSource ? segment.sourcePort : segment.destinationPort;
        listener.onTransition(new Transition(
                segment.timestampNs,
                evidence(),
                new SocketId(host, port, null, 0, false, 0),
                listens ? TcpState.CLOSED : TcpState.LISTEN,
                listens ? TcpState.LISTEN : TcpState.CLOSED,
                Basis.OBSERVED,
                listens ? LISTENS : ruleOfEnd));
    }

    private @Nullable Evidence evidence() {
        Segment shown = segment;
        if (evidence == null && shown != null) {
            boolean isTcp = shown.protocol == Segment.TCP; // else an ICMP error
            evidence = new Evidence(
                    before + 1 + shown.frame,
                    lent.timestampNs(shown.frame),
                    address(shown.ipVersion, shown.sourceHigh, shown.sourceLow),
                    isTcp ? shown.sourcePort : 0,
                    address(shown.ipVersion, shown.destinationHigh, shown.destinationLow),
                    isTcp ? shown.destinationPort : 0,
                    isTcp ? header(shown.frame) : null,
                    isTcp ? shown.payloadLength : 0);
        }
        return evidence;
    }

    private @Nullable ByteBuffer header(int frame) {
        return frame == odd ? oddHeader : decoded(frame);
    }

    private static IpAddress address(ConnectionRecord connection, boolean ofLower) {
        return address(connection.ipVersion(), connection.addressHigh(ofLower), connection.addressLow(ofLower));
    }

    private static IpAddress address(int ipVersion, long high, long low) {
        return ipVersion == 4 ? IpAddress.v4((int) low) : IpAddress.v6(high, low);
    }
}
