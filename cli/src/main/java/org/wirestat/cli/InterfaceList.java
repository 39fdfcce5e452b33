package org.wirestat.cli;

import java.util.List;
import java.util.StringJoiner;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.cli.print.TerminalEscaper;
import org.wirestat.cli.view.IpNetwork;

/** What {@code -D} says. */
final class InterfaceList {

    private InterfaceList() {}

    static String text(List<CaptureInterface> interfaces) {
        StringBuilder text = new StringBuilder();
        for (CaptureInterface one : interfaces) {
            StringJoiner traits = new StringJoiner(", ");
            traits.add(one.up() ? one.running() ? "up" : "up, no carrier" : "down");
            if (one.loopback()) {
                traits.add("loopback");
            }
            for (IpNetwork network : Wire.networks(one)) {
                traits.add(network.address() + "/" + network.prefixLength());
            }
            one.macAddresses().forEach(traits::add);
            if (!one.description().isEmpty()) {
                traits.add(one.description());
            }
            text.append(TerminalEscaper.escape(one.name() + ": " + traits)).append('\n');
        }
        return text.toString();
    }
}
