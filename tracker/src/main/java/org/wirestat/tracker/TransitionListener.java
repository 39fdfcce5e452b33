package org.wirestat.tracker;

/** Hears of every change of state, in the order in which the tracker learns of them. */
@FunctionalInterface
public interface TransitionListener {

    void onTransition(Transition transition);
}
