package org.wirestat.cli.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.TransitionListener;

/** Every change of state of the sockets that would have a row, until it is printed. */
public final class EventLog implements TransitionListener {

    private final Selection selection;
    private final LocalHosts localHosts;
    private Set<IpAddress> neighbours = Set.of();
    private LocalHosts.Judge judge;
    private int neighboursJudged;
    private List<Step> pending = new ArrayList<>();

    public EventLog(Selection selection, LocalHosts localHosts) {
        this.selection = selection;
        this.localHosts = localHosts;
        judge = localHosts.judge(neighbours);
    }

    /** @param neighbours hosts that stand on the segment; may grow */
    public void begin(Set<IpAddress> neighbours) {
        this.neighbours = neighbours;
        judge = localHosts.judge(neighbours);
    }

    @Override
    public void onTransition(Transition transition) {
        Step step = Step.of(transition);
        if (isWanted(step)) {
            pending.add(step);
        }
    }

    private boolean isWanted(Step step) {
        return (selection.accepts(step.row(step.from())) || selection.accepts(step.row(step.to()))) && hasRow(step);
    }

    /** As in the table: who is near has rows of his own, and of two far ends the one that began it stands for both. */
    private boolean hasRow(Step step) {
        if (neighbours.size() != neighboursJudged) {
            neighboursJudged = neighbours.size();
            judge = localHosts.judge(neighbours);
        }
        SocketRow.Address peer = step.peer();
        return selection.bothEnds()
                || judge.isLocal(step.local().host())
                || (peer != null && step.isOriginator() && !judge.isLocal(peer.host()));
    }

    /** What happened since this was asked for the last time. */
    public List<Step> take() {
        List<Step> taken = pending;
        pending = new ArrayList<>();
        return taken;
    }
}
