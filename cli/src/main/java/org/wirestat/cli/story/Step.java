package org.wirestat.cli.story;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Disregard;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Rule;
import org.wirestat.tracker.SocketId;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.Transport;

/**
 * Something that happened to one socket.
 *
 * @param timeNs when, nanoseconds since 1970
 * @param peer null for a listening port
 * @param isOriginator whether this end began the connection
 * @param firstNs time of the connection's first frame; 0 for a listening port
 * @param from the state before it; null where no socket is known
 * @param to the state after it
 * @param basis on what that state rests; null where no socket is known
 * @param evidence the frame that shows it; null for a timer
 * @param copies numbers of frames that are copies of that frame, made by a mirror
 * @param repetitions frames in which the same segment was sent again, and changed nothing
 */
public record Step(
        Kind kind,
        long timeNs,
        SocketRow.Address local,
        SocketRow.@Nullable Address peer,
        boolean isOriginator,
        long firstNs,
        @Nullable TcpState from,
        @Nullable TcpState to,
        @Nullable Basis basis,
        Rule rule,
        @Nullable Evidence evidence,
        List<Long> copies,
        List<Evidence> repetitions) {

    /** What a step is. */
    public enum Kind {
        /** The state changed. */
        TRANSITION,
        /** The state had only been presumed, and now is proved. */
        CONFIRMATION,
        /** A segment did nothing to it, though one might think that it should. */
        DISREGARD
    }

    public Step {
        copies = List.copyOf(copies);
        repetitions = List.copyOf(repetitions);
    }

    static Step of(Transition transition) {
        SocketId socket = transition.socket();
        IpAddress foreign = socket.foreign();
        return new Step(
                transition.isConfirmation() ? Kind.CONFIRMATION : Kind.TRANSITION,
                transition.timeNs(),
                new SocketRow.Address(socket.local(), socket.localPort()),
                foreign == null ? null : new SocketRow.Address(foreign, socket.foreignPort()),
                socket.isOriginator(),
                socket.firstNs(),
                transition.from(),
                transition.to(),
                transition.basis(),
                transition.rule(),
                transition.evidence(),
                List.of(),
                List.of());
    }

    /** @param before what happened to the socket before; null if nothing is known of it */
    static Step of(
            Evidence evidence, Disregard why, SocketRow.Address local, SocketRow.Address peer, @Nullable Step before) {
        return new Step(
                Kind.DISREGARD,
                evidence.timestampNs(),
                local,
                peer,
                before != null && before.isOriginator,
                before == null ? evidence.timestampNs() : before.firstNs,
                before == null ? null : before.to,
                before == null ? null : before.to,
                before == null ? null : before.basis,
                why.rule(),
                evidence,
                List.of(),
                List.of());
    }

    Step copiedAs(long frame) {
        return with(appended(copies, frame), repetitions);
    }

    Step repeatedBy(Evidence again) {
        return with(copies, appended(repetitions, again));
    }

    private Step with(List<Long> copies, List<Evidence> repetitions) {
        return new Step(
                kind, timeNs, local, peer, isOriginator, firstNs, from, to, basis, rule, evidence, copies, repetitions);
    }

    private static <T> List<T> appended(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /** Whether the frame that shows it was sent by this end; null for a timer. */
    public @Nullable Boolean isSent() {
        return evidence == null
                ? null
                : evidence.sourcePort() == local.port() && evidence.source().equals(local.host());
    }

    /** The row that the socket would have in a table, as far as selections look at it. */
    SocketRow row(@Nullable TcpState state) {
        return new SocketRow(
                Transport.TCP,
                local,
                peer,
                state,
                basis == null ? Basis.OBSERVED : basis,
                firstNs,
                timeNs,
                timeNs,
                0,
                null,
                isOriginator,
                null,
                null,
                null);
    }
}
