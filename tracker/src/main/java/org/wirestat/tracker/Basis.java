package org.wirestat.tracker;

/** On what a state rests. */
public enum Basis {
    /** The endpoint itself proved it: it sent what only this state sends. */
    OBSERVED,
    /** Its peer's segment was seen going to it, and nothing contradicts its arrival. */
    PRESUMED,
    /** The capture began after the connection did; the state is the likeliest that fits what was seen since. */
    PICKED_UP
}
