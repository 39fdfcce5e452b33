package org.wirestat.cli;

import org.wirestat.cli.name.MacMakers;
import org.wirestat.cli.print.TerminalEscaper;

/** What {@code --version} says, and with {@code -v} what Java may take, and whose data we show. */
final class Version {

    private Version() {}

    static String text(Sources sources, boolean verbose) {
        return "wirestat " + own() + "\n"
                + "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + "\n"
                + TerminalEscaper.escape(
                        sources.libpcapVersion().orElse("no libpcap found: files can be read, wires cannot"))
                + "\n"
                + (verbose ? Room.ofJava() + "\n" + TerminalEscaper.escape(MacMakers.origin()) + "\n" : "");
    }

    /** Out of the jar's manifest, which the build fills. */
    private static String own() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
