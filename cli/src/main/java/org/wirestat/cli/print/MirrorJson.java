package org.wirestat.cli.print;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.view.MirrorFinding;
import org.wirestat.cli.view.MirrorHealth;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.mirror.MirrorReport;

/** What a mirror has shown, as one JSON object on one line. */
public final class MirrorJson {

    private final StringBuilder text = new StringBuilder(1024);

    private MirrorJson() {}

    public static void print(MirrorReport report, CaptureStats stats, List<MirrorFinding> findings, TextOutput out)
            throws IOException {
        out.add(new MirrorJson().object(report, stats, findings)).endLine().flush();
    }

    private String object(MirrorReport report, CaptureStats stats, List<MirrorFinding> findings) {
        text.append("{\"type\":\"mirror_health\"");
        boolean isEmpty = report.frames() == 0;
        name("first").append(isEmpty ? "null" : '"' + UtcTime.text(report.firstNs()) + '"');
        name("last").append(isEmpty ? "null" : '"' + UtcTime.text(report.lastNs()) + '"');
        name("frames").append(report.frames());
        name("frame_bytes").append(report.frameBytes());
        name("frames_per_second").append(Math.round(MirrorHealth.framesPerSecond(report)));
        name("bits_per_second").append(Math.round(MirrorHealth.bitsPerSecond(report)));
        name("packets").append(report.packets());
        name("untagged").append(report.untagged());
        counts("vlans", report.vlans());
        counts("carriers", report.carriers());
        name("connections").append(report.connections());
        name("one_way_connections").append(report.oneWay());
        name("unfollowed_segments").append(report.unfollowedSegments());
        name("hosts").append(report.hosts());
        hosts("hosts_that_never_hear", report.speaksOnly());
        name("duplicates").append(report.copies());
        name("payload_bytes").append(report.payloadBytes());
        name("missing_bytes").append(report.missingBytes());
        name("kernel_dropped").append(known(stats.kernelDropped()));
        name("interface_dropped").append(known(stats.interfaceDropped()));
        hosts("hosts_with_offload", report.offloads());
        findings(findings);
        return text.append('}').toString();
    }

    private static String known(long count) {
        return count == CaptureStats.UNKNOWN ? "null" : Long.toString(count);
    }

    private void hosts(String name, MirrorReport.Hosts hosts) {
        name(name).append(hosts.number());
        name(name + "_examples").append('[');
        Iterator<IpAddress> addresses = hosts.examples().iterator();
        while (addresses.hasNext()) {
            text.append('"').append(addresses.next()).append(addresses.hasNext() ? "\"," : "\"");
        }
        text.append(']');
    }

    private void counts(String name, Map<?, Long> counts) {
        name(name).append('{');
        String comma = "";
        for (Map.Entry<?, Long> entry : counts.entrySet()) {
            text.append(comma);
            JsonEscaper.string(entry.getKey().toString(), text);
            text.append(':').append(entry.getValue());
            comma = ",";
        }
        text.append('}');
    }

    private void findings(List<MirrorFinding> findings) {
        name("findings").append('[');
        String comma = "";
        for (MirrorFinding finding : findings) {
            text.append(comma).append("{\"subject\":");
            JsonEscaper.string(finding.subject(), text);
            text.append(",\"grade\":");
            JsonEscaper.string(finding.grade().name().toLowerCase(Locale.ROOT), text);
            text.append(",\"figures\":");
            JsonEscaper.string(finding.figures(), text);
            text.append(",\"verdict\":");
            JsonEscaper.string(finding.verdict(), text);
            text.append('}');
            comma = ",";
        }
        text.append(']');
    }

    private StringBuilder name(String name) {
        return text.append(",\"").append(name).append("\":");
    }
}
