package org.wirestat.cli.field;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.story.SegmentWords;
import org.wirestat.cli.story.Step;
import org.wirestat.cli.story.TcpHeader;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** The fields of a step in a socket's life ({@code --why}, {@code --events}), in their order. */
public enum StepField implements Field<Step> {
    TYPE(
            Kind.TEXT,
            "`transition`; with `--why` also `confirmation` (a state that was only presumed is proved) and `disregard`"
                    + " (a segment changed nothing, though it has SYN, FIN or RST)"),
    TIME(Kind.TIME, "when: the time of the frame that shows it, or when the timer was due"),
    PROTO(Kind.TEXT, "`tcp` or `tcp6`"),
    LOCAL_ADDRESS(Kind.ADDRESS, "address of the host that has the socket"),
    LOCAL_PORT(Kind.NUMBER, "its port"),
    FOREIGN_ADDRESS(Kind.ADDRESS, "address of the other end; null for a listening port"),
    FOREIGN_PORT(Kind.NUMBER, "port of the other end; null for a listening port"),
    FROM_STATE(Kind.TEXT, "state before, in net-tools' spelling; `CLOSE` before the first"),
    TO_STATE(Kind.TEXT, "state after; `CLOSE` for a socket that is gone"),
    BASIS(Kind.TEXT, "on what that state rests: `observed`, `presumed` or `picked-up`, as for sockets"),
    RULE(Kind.TEXT, "name of the rule by which it changed, such as `gets_fin`"),
    REASON(Kind.TEXT, "the rule in words"),
    SOURCE(Kind.TEXT, "where the rule stands, such as `RFC 9293 3.10.7.4`"),
    TIMER(Kind.TRUTH, "whether a timer, or silence, is the reason and no frame"),
    FRAME(Kind.NUMBER, "number of the frame that shows it, from 1 on; null for a timer, as all below"),
    COPIES(Kind.TEXT, "numbers of frames that are copies of it by the mirror, joined by commas"),
    REPETITIONS(Kind.TEXT, "numbers of frames in which its sender sent the same again and changed nothing"),
    SENT(Kind.TRUTH, "whether this end sent the frame; else it was sent to it"),
    FLAGS(Kind.TEXT, "flags of the segment in tcpdump's letters, such as `S.`"),
    SEQ(Kind.NUMBER, "sequence number as it was on the wire"),
    ACK(Kind.NUMBER, "acknowledgment number as it was on the wire"),
    WINDOW(Kind.NUMBER, "window as it was in the header, not scaled"),
    PAYLOAD_BYTES(Kind.NUMBER, "bytes of payload"),
    SEGMENT(
            Kind.TEXT,
            "the segment in tcpdump's words, with its options and with the numbers on the wire (`tcpdump -S`)"),
    CONNECTION_FIRST(
            Kind.TIME,
            "first frame of the connection, which tells it from others on the same ports; null for a listening port"),
    INITIATOR(Kind.TRUTH, "whether this end began the connection, as far as known; null for a listening port");

    /** All of them, in their order. */
    public static final List<Field<Step>> ALL = List.of(values());

    private final String fieldName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final String meaning;

    StepField(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    @Override
    public String fieldName() {
        return fieldName;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public void write(Step step, Context context, FieldSink to) {
        SocketRow.Address peer = step.peer();
        Basis basis = step.basis();
        Evidence evidence = step.evidence();
        TcpHeader header = evidence == null ? null : TcpHeader.of(evidence);
        switch (this) {
            case TYPE -> to.text(step.kind().name().toLowerCase(Locale.ROOT));
            case TIME -> to.time(step.timeNs());
            case PROTO ->
                to.text(SocketField.proto(Transport.TCP, step.local().host().version()));
            case LOCAL_ADDRESS -> to.address(step.local().host());
            case LOCAL_PORT -> to.number(step.local().port());
            case FOREIGN_ADDRESS -> to.address(peer == null ? null : peer.host());
            case FOREIGN_PORT -> to.number(peer == null ? null : (Long) (long) peer.port());
            case FROM_STATE -> to.text(name(step.from()));
            case TO_STATE -> to.text(name(step.to()));
            case BASIS -> to.text(basis == null ? null : BasisNames.name(basis));
            case RULE -> to.text(step.rule().name());
            case REASON -> to.text(step.rule().words());
            case SOURCE -> to.text(step.rule().source());
            case TIMER -> to.truth(evidence == null);
            case FRAME -> to.number(evidence == null ? null : (Long) evidence.frame());
            case COPIES -> to.text(joined(step.copies()));
            case REPETITIONS ->
                to.text(joined(step.repetitions().stream().map(Evidence::frame).toList()));
            case SENT -> to.truth(step.isSent());
            case FLAGS -> to.text(header == null ? null : header.flagLetters());
            case SEQ -> to.number(header == null ? null : (Long) header.seq());
            case ACK -> to.number(header == null ? null : (Long) header.ack());
            case WINDOW -> to.number(header == null ? null : (Long) (long) header.window());
            case PAYLOAD_BYTES -> to.number(header == null ? null : (Long) (long) header.payloadLength());
            case SEGMENT -> to.text(header == null ? null : SegmentWords.absolute(header));
            case CONNECTION_FIRST -> to.time(peer == null ? null : (Long) step.firstNs());
            case INITIATOR -> to.truth(peer == null ? null : (Boolean) step.isOriginator());
        }
    }

    private static @Nullable String name(@Nullable TcpState state) {
        return state == null ? null : LinuxStates.name(state);
    }

    private static @Nullable String joined(List<Long> frames) {
        return frames.isEmpty() ? null : frames.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
