package org.wirestat.tracker.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transport;

/**
 * How often the tracker says what the kernels say, at quiescent samples: of the rows that can be known from the wire, how
 * many are right; and which rows it invented.
 */
final class Score {

    int rows;
    int listeners;
    final List<String> wrong = new ArrayList<>();
    final List<String> invented = new ArrayList<>();
    final List<String> wrongListeners = new ArrayList<>();

    /** Replays a run, and asks at every sample. */
    static Score of(LabRun run) {
        Score score = new Score();
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        for (LabRun.Sample sample : run.samples) {
            run.replayUpTo(sample.timeNs(), tracker);
            if (sample.isQuiescent()) {
                score.judge(sample.number(), run.truth.getOrDefault(sample.number(), List.of()), tracker.snapshot());
            }
        }
        return score;
    }

    private void judge(int sample, List<LabRun.Row> truth, Snapshot snapshot) {
        Map<String, String> answers = answers(snapshot);
        Set<String> known = new HashSet<>();
        for (LabRun.Row row : truth) {
            if (!row.get("proto").equals("tcp") || row.get("state").equals("LISTEN")) {
                continue;
            }
            String ends = row.get("local") + " " + row.get("foreign");
            known.add(ends);
            boolean isScored = !row.get("state").equals("NONE")
                    && row.is("visible")
                    && !row.is("near")
                    && row.get("unobservable").isEmpty();
            if (isScored) {
                rows++;
                String answer = answers.getOrDefault(ends, "no row");
                if (!answer.equals(row.get("state"))) {
                    wrong.add("sample " + sample + ", " + row.get("case") + ", " + ends + ": " + row.get("state")
                            + " is answered " + answer);
                }
            }
        }
        answers.forEach((ends, state) -> {
            if (!known.contains(ends)) {
                invented.add("sample " + sample + ", " + ends + ": " + state);
            }
        });
        judgeListeners(sample, truth, snapshot.listeners());
    }

    private void judgeListeners(int sample, List<LabRun.Row> truth, List<Listener> found) {
        Set<String> answers = new HashSet<>();
        found.forEach(listener -> answers.add(end(listener.address(), listener.port())));
        Set<String> excused = new HashSet<>();
        for (LabRun.Row row : truth) {
            if (row.get("state").equals("LISTEN")) {
                List<String> addresses = List.of(row.get("addrs").split(",\\s*"));
                excused.addAll(addresses);
                if (row.is("visible")) {
                    listeners++;
                    if (addresses.stream().noneMatch(answers::contains)) {
                        wrongListeners.add("sample " + sample + ": missing " + addresses);
                    }
                }
            } else if (row.get("state").equals("NONE") && row.get("foreign").equals("*")) {
                excused.add(row.get("local"));
            }
        }
        answers.removeAll(excused);
        answers.forEach(answer -> wrongListeners.add("sample " + sample + ": invented " + answer));
    }

    private static Map<String, String> answers(Snapshot snapshot) {
        Map<String, String> answers = new HashMap<>();
        for (Connection connection : snapshot.connections()) {
            if (connection.transport() == Transport.TCP) {
                answer(connection.originator(), connection.responder(), answers);
                answer(connection.responder(), connection.originator(), answers);
            }
        }
        return answers;
    }

    private static void answer(Endpoint one, Endpoint other, Map<String, String> into) {
        if (one.state() != TcpState.CLOSED) {
            into.put(
                    end(one.address(), one.port()) + " " + end(other.address(), other.port()),
                    netstatName(one.state()));
        }
    }

    private static String end(IpAddress address, int port) {
        return (address.version() == 6 ? "[" + address + "]" : address.toString()) + ":" + port;
    }

    private static String netstatName(TcpState state) {
        return switch (state) {
            case SYN_RECEIVED -> "SYN_RECV";
            case FIN_WAIT_1 -> "FIN_WAIT1";
            case FIN_WAIT_2 -> "FIN_WAIT2";
            case CLOSED, LISTEN, SYN_SENT, ESTABLISHED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state.name();
        };
    }
}
