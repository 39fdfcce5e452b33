package org.wirestat.cli.print;

import org.wirestat.tracker.Basis;

/** Names of what a state rests on, in all formats. */
final class BasisNames {

    private BasisNames() {}

    static String name(Basis basis) {
        return switch (basis) {
            case OBSERVED -> "observed";
            case PRESUMED -> "presumed";
            case PICKED_UP -> "picked-up";
        };
    }
}
