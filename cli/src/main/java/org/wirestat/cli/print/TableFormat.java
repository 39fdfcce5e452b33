package org.wirestat.cli.print;

import org.wirestat.cli.field.LinuxStates;
import org.wirestat.tracker.TcpState;

/** Whose table it looks like. */
public enum TableFormat {
    LINUX,
    WINDOWS,
    BSD,
    SS;

    /** A state's name there. */
    public String state(TcpState state) {
        return switch (this) {
            case LINUX -> LinuxStates.name(state);
            case WINDOWS -> WindowsStates.name(state);
            case BSD -> BsdStates.name(state);
            case SS -> SsStates.name(state);
        };
    }
}
