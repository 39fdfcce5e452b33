package org.wirestat.cli.field;

import org.wirestat.tracker.Basis;

/** Names of what a state rests on, in all formats. */
public final class BasisNames {

    private BasisNames() {}

    public static String name(Basis basis) {
        return switch (basis) {
            case OBSERVED -> "observed";
            case PRESUMED -> "presumed";
            case PICKED_UP -> "picked-up";
        };
    }
}
