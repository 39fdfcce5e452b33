package org.wirestat.cli.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Disregard;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.SocketId;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.TransitionListener;

/** Writes down what happens to the sockets that somebody wonders about, from the beginning. */
public final class StoryBook implements TransitionListener, View<Story> {

    /** Some hundred bytes each; beyond that the oldest stories go. */
    private static final int MOST_STEPS = 1 << 19;

    /** Copies follow their frame so closely that no more steps lie between. */
    private static final int STEPS_WITHIN_A_COPYS_LAG = 8;

    /** Kernels send nothing more often. */
    private static final int MOST_REPETITIONS = 64;

    private final List<Target> targets;
    private final Selection selection;
    private final Seen seen = new Seen();
    private final Map<Name, Chapter> chapters = new LinkedHashMap<>();
    private final Map<Name, Chapter> latest = new HashMap<>();
    private int steps;
    private int forgotten;
    private boolean hasMatched;

    /** @param firstNs tells connections on the same ports apart; 0 stands for whichever was the latest */
    private record Name(SocketRow.Address local, SocketRow.@Nullable Address peer, long firstNs) {}

    private static final class Chapter {

        private final List<Step> steps = new ArrayList<>(8);

        Step last() {
            return steps.get(steps.size() - 1);
        }
    }

    /** @param selection which of the sockets that match are wanted, by their peers and by their states in the end */
    public StoryBook(List<Target> targets, Selection selection) {
        this.targets = List.copyOf(targets);
        this.selection = selection;
    }

    @Override
    public void onTransition(Transition transition) {
        if (matches(transition.socket().local(), transition.socket().localPort())) {
            add(Step.of(transition));
        } else if (!hasMatched) {
            seen.add(transition.socket().local(), transition.socket().localPort());
        }
    }

    @Override
    public void onConfirmation(Transition confirmation) {
        onTransition(confirmation);
    }

    @Override
    public void onDisregard(Evidence evidence, Disregard why) {
        SocketRow.Address source = new SocketRow.Address(evidence.source(), evidence.sourcePort());
        SocketRow.Address destination = new SocketRow.Address(evidence.destination(), evidence.destinationPort());
        onDisregard(evidence, why, source, destination);
        onDisregard(evidence, why, destination, source);
    }

    private void onDisregard(Evidence evidence, Disregard why, SocketRow.Address local, SocketRow.Address peer) {
        if (!matches(local.host(), local.port())) {
            return;
        }
        Chapter chapter = latest.get(new Name(local, peer, 0));
        if (why == Disregard.COPY) {
            if (chapter != null) {
                noteCopy(evidence, chapter.steps);
            }
        } else if (why != Disregard.MOVES_NOTHING || chapter == null || !repeats(evidence, chapter.steps)) {
            add(Step.of(evidence, why, local, peer, chapter == null ? null : chapter.last()));
        }
    }

    @Override
    public void onIcmpError(Evidence error, SocketId sender) {
        IpAddress foreign = sender.foreign();
        if (foreign != null && matches(sender.local(), sender.localPort())) {
            SocketRow.Address local = new SocketRow.Address(sender.local(), sender.localPort());
            SocketRow.Address peer = new SocketRow.Address(foreign, sender.foreignPort());
            Chapter chapter = latest.get(new Name(local, peer, 0));
            add(Step.of(error, Disregard.ICMP_ERROR, local, peer, chapter == null ? null : chapter.last()));
        }
    }

    /** Copies of frames that showed nothing are of no interest. */
    private static void noteCopy(Evidence copy, List<Step> steps) {
        int oldest = Math.max(0, steps.size() - STEPS_WITHIN_A_COPYS_LAG);
        for (int i = steps.size() - 1; i >= oldest; i--) {
            Evidence original = steps.get(i).evidence();
            if (original != null
                    && original.payloadLength() == copy.payloadLength()
                    && Objects.equals(original.header(), copy.header())) {
                steps.set(i, steps.get(i).copiedAs(copy.frame()));
            }
        }
    }

    /** Whether it is the same segment as the latest of its kind that showed something; that is noted. */
    private static boolean repeats(Evidence again, List<Step> steps) {
        TcpHeader header = TcpHeader.of(again);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (header != null && step.evidence() != null && header.isAgain(TcpHeader.of(step.evidence()))) {
                if (step.repetitions().size() < MOST_REPETITIONS) {
                    steps.set(i, step.repeatedBy(again));
                }
                return true;
            }
        }
        return false;
    }

    private boolean matches(IpAddress host, int port) {
        for (Target target : targets) {
            if (target.matches(host, port)) {
                hasMatched = true;
                return true;
            }
        }
        return false;
    }

    private void add(Step step) {
        Name name = new Name(step.local(), step.peer(), step.firstNs());
        Chapter chapter = chapters.computeIfAbsent(name, unknown -> new Chapter());
        chapter.steps.add(step);
        latest.put(new Name(step.local(), step.peer(), 0), chapter);
        steps++;
        Iterator<Chapter> oldest = chapters.values().iterator();
        while (steps > MOST_STEPS) {
            steps -= oldest.next().steps.size();
            oldest.remove();
            forgotten++;
        }
    }

    /** The stories that are wanted, those of one socket after the other, by their time. */
    @Override
    public Table<Story> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        Map<Name, Endpoint> living = living(snapshot);
        List<Story> stories = new ArrayList<>();
        chapters.forEach((name, chapter) -> {
            Story story = story(name, chapter.steps, living.get(name));
            if (selection.accepts(chapter.last().row(story.state()))) {
                stories.add(story);
            }
        });
        stories.sort(Comparator.comparing(Story::local)
                .thenComparing(story -> story.peer() != null) // the listening port first
                .thenComparing(story -> story.steps().get(0).timeNs()));
        return new Table<>(timeNs, stories, integrity);
    }

    private static Story story(Name name, List<Step> steps, @Nullable Endpoint now) {
        Step last = steps.get(steps.size() - 1);
        long sinceNs = last.timeNs();
        for (Step step : steps) {
            if (step.kind() == Step.Kind.TRANSITION) {
                sinceNs = step.timeNs();
            }
        }
        boolean lives = now != null && now.state() != TcpState.CLOSED;
        return new Story(
                name.local,
                name.peer,
                last.isOriginator(),
                steps,
                last.to(),
                last.basis(),
                sinceNs,
                lives ? now : null);
    }

    private Map<Name, Endpoint> living(Snapshot snapshot) {
        Map<Name, Endpoint> living = new HashMap<>();
        for (Connection connection : snapshot.connections()) {
            note(connection, connection.originator(), connection.responder(), living);
            note(connection, connection.responder(), connection.originator(), living);
        }
        return living;
    }

    private void note(Connection connection, Endpoint local, Endpoint peer, Map<Name, Endpoint> living) {
        Name name = new Name(address(local), address(peer), connection.firstNs());
        if (chapters.containsKey(name)) {
            living.put(name, local);
        }
    }

    private static SocketRow.Address address(Endpoint endpoint) {
        return new SocketRow.Address(endpoint.address(), endpoint.port());
    }

    /** What is to be said beside the stories: that there are none, and what was meant perhaps. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!hasMatched) {
            for (Target target : targets) {
                remarks.add("--why " + target.text() + ": no TCP of it was seen; " + seen.near(target));
            }
        }
        if (forgotten > 0) {
            remarks.add(
                    "the oldest " + forgotten + " stories were left out: there are too many to keep; name a port, too");
        }
        return remarks;
    }
}
