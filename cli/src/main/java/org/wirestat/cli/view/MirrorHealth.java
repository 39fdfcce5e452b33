package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.view.MirrorFinding.Grade;
import org.wirestat.tracker.mirror.MirrorReport;

/** Judges what a mirror has shown: each figure with a verdict in words. */
public final class MirrorHealth {

    private static final double NS_PER_SECOND = 1e9;
    private static final int MOST_NAMED = 8;

    // Shares, in thousandths
    private static final long HARDLY_ANY = 10;
    private static final long LOSS_THAT_SHOWS = 1;
    private static final long LOSS_THAT_HURTS = 10;
    private static final long MOST = 500;
    private static final long MANY_COPIES = 300;

    private final MirrorReport report;
    private final CaptureStats stats;

    private MirrorHealth(MirrorReport report, CaptureStats stats) {
        this.report = report;
        this.stats = stats;
    }

    /** The findings, in the order in which a person would ask. */
    public static List<MirrorFinding> findings(MirrorReport report, CaptureStats stats) {
        MirrorHealth health = new MirrorHealth(report, stats);
        return List.of(
                health.frames(),
                health.vlans(),
                health.carriers(),
                health.oneWay(),
                health.silentHosts(),
                health.copies(),
                health.missing(),
                health.dropped(),
                health.offload());
    }

    private MirrorFinding frames() {
        if (report.frames() == 0) {
            return new MirrorFinding(
                    "frames", Grade.BAD, "none", "Nothing comes: the mirror does not run, or sends elsewhere.");
        }
        String figures = count(report.frames(), "frame") + " in " + decimal(seconds()) + " s, "
                + decimal(framesPerSecond(report)) + " a second, " + decimal(bitsPerSecond(report) / 1e6) + " Mbit/s";
        if (report.packets() == 0) {
            return new MirrorFinding("frames", Grade.BAD, figures, "Frames come, but none of them carries IP.");
        }
        return new MirrorFinding("frames", Grade.GOOD, figures, "The mirror runs.");
    }

    private MirrorFinding vlans() {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Integer, Long> vlan : report.vlans().entrySet()) {
            parts.add("VLAN " + vlan.getKey() + " " + percent(vlan.getValue(), report.packets()));
        }
        String figures = parts.isEmpty()
                ? "no tags"
                : (report.untagged() > 0 ? "untagged " + percent(report.untagged(), report.packets()) + ", " : "")
                        + some(parts);
        String verdict;
        if (parts.isEmpty()) {
            verdict = "One VLAN, or a mirror that takes the tags off.";
        } else if (report.untagged() > 0) {
            verdict = "Tagged and untagged frames: a connection that is seen under both counts once (--vlan merge).";
        } else {
            verdict = "The tags are there.";
        }
        return new MirrorFinding("VLANs", Grade.GOOD, figures, verdict);
    }

    private MirrorFinding carriers() {
        List<String> parts = new ArrayList<>();
        report.carriers().forEach((name, times) -> parts.add(name + " " + times));
        return new MirrorFinding(
                "carriers",
                Grade.GOOD,
                parts.isEmpty() ? "none" : some(parts),
                parts.isEmpty()
                        ? "Frames come as they were on the wire."
                        : "They are opened, and what they carry is shown.");
    }

    private MirrorFinding oneWay() {
        if (report.connections() == 0) {
            return new MirrorFinding("directions", Grade.DOUBTFUL, "no TCP connections", "Too little traffic to tell.");
        }
        long share = thousandths(report.oneWay(), report.connections());
        String figures = report.oneWay() + " of " + count(report.connections(), "TCP connection")
                + " seen one way only (" + percent(report.oneWay(), report.connections()) + ")" + unfollowed();
        if (share >= MOST) {
            return new MirrorFinding(
                    "directions",
                    Grade.BAD,
                    figures,
                    "The mirror shows one direction: let it copy both (rx and tx), or mirror the other path too.");
        }
        if (share >= HARDLY_ANY) {
            return new MirrorFinding(
                    "directions",
                    Grade.DOUBTFUL,
                    figures,
                    "Some answers take a way that is not mirrored, or were on their way before the capture began.");
        }
        return new MirrorFinding("directions", Grade.GOOD, figures, "Both directions are there.");
    }

    private String unfollowed() {
        return report.unfollowedSegments() == 0
                ? ""
                : "; " + report.unfollowedSegments() + " segments of further connections not followed";
    }

    private MirrorFinding silentHosts() {
        MirrorReport.Hosts silent = report.speaksOnly();
        if (silent.number() == 0) {
            return new MirrorFinding(
                    "hosts",
                    Grade.GOOD,
                    count(report.hosts(), "host") + " speak TCP, and all of them are spoken to",
                    "No host is seen half.");
        }
        return new MirrorFinding(
                "hosts",
                2 * silent.number() >= report.hosts() ? Grade.BAD : Grade.DOUBTFUL,
                silent.number() + " of " + count(report.hosts(), "host") + " speak TCP and never hear: "
                        + names(silent),
                "What goes to them is not mirrored: look at their ports or VLANs.");
    }

    private MirrorFinding copies() {
        String figures = report.copies() + " of " + count(report.packets(), "packet") + " came before ("
                + percent(report.copies(), report.packets()) + ")";
        long share = thousandths(report.copies(), report.packets());
        if (share >= MANY_COPIES) {
            return new MirrorFinding(
                    "duplicates",
                    Grade.DOUBTFUL,
                    figures,
                    "Frames are mirrored on their way in and out, or on two VLANs. Tables leave the second copy out.");
        }
        if (share >= HARDLY_ANY) {
            return new MirrorFinding(
                    "duplicates",
                    Grade.DOUBTFUL,
                    figures,
                    "Part of the traffic is mirrored twice. The tables leave the second copy out.");
        }
        return new MirrorFinding("duplicates", Grade.GOOD, figures, "Frames come once.");
    }

    private MirrorFinding missing() {
        long all = report.payloadBytes() + report.missingBytes();
        if (all == 0) {
            return new MirrorFinding("loss before us", Grade.DOUBTFUL, "no TCP payload", "Too little traffic to tell.");
        }
        String figures = report.missingBytes() + " of " + count(all, "byte") + " acknowledged but never seen ("
                + percent(report.missingBytes(), all) + ")";
        long share = thousandths(report.missingBytes(), all);
        if (share >= LOSS_THAT_HURTS) {
            return new MirrorFinding(
                    "loss before us",
                    Grade.BAD,
                    figures,
                    "The mirror loses frames, as one does that copies more than its port can carry: mirror less.");
        }
        if (share >= LOSS_THAT_SHOWS) {
            return new MirrorFinding(
                    "loss before us", Grade.DOUBTFUL, figures, "Single frames are lost on their way to us.");
        }
        return new MirrorFinding("loss before us", Grade.GOOD, figures, "What was received was seen.");
    }

    private MirrorFinding dropped() {
        if (stats.kernelDropped() == CaptureStats.UNKNOWN) {
            return new MirrorFinding(
                    "loss here", Grade.GOOD, "not told by this source", "A capture file holds what was captured.");
        }
        long interfaceDropped = Math.max(0, stats.interfaceDropped());
        String figures = count(stats.kernelDropped(), "frame") + " dropped by the kernel, " + interfaceDropped
                + " by the interface";
        return stats.kernelDropped() + interfaceDropped > 0
                ? new MirrorFinding(
                        "loss here", Grade.BAD, figures, "We are too slow: a larger --buffer or a filter helps.")
                : new MirrorFinding("loss here", Grade.GOOD, figures, "Nothing more was lost here.");
    }

    private MirrorFinding offload() {
        MirrorReport.Hosts offloads = report.offloads();
        if (offloads.number() == 0) {
            return new MirrorFinding(
                    "checksums", Grade.GOOD, "no host's are left to be filled in", "Frames are as they were sent.");
        }
        return new MirrorFinding(
                "checksums",
                Grade.GOOD,
                "left to be filled in by the interface of " + count(offloads.number(), "host") + ": " + names(offloads),
                "The capture runs on these hosts, or on the machine that hosts them; their checksums are not judged.");
    }

    /** Frames a second over the whole time; 0 if there was none. */
    public static double framesPerSecond(MirrorReport report) {
        return rate(report, report.frames());
    }

    /** Bits a second over the whole time, frames as they were on the wire; 0 if there was none. */
    public static double bitsPerSecond(MirrorReport report) {
        return rate(report, 8 * report.frameBytes());
    }

    private static double rate(MirrorReport report, long amount) {
        return report.lastNs() <= report.firstNs() ? 0 : amount * NS_PER_SECOND / (report.lastNs() - report.firstNs());
    }

    private double seconds() {
        return (report.lastNs() - report.firstNs()) / NS_PER_SECOND;
    }

    private static String names(MirrorReport.Hosts hosts) {
        StringJoiner names = new StringJoiner(", ");
        hosts.examples().forEach(host -> names.add(host.toString()));
        return names + (hosts.number() > hosts.examples().size() ? ", …" : "");
    }

    private static String some(List<String> parts) {
        return String.join(", ", parts.subList(0, Math.min(parts.size(), MOST_NAMED)))
                + (parts.size() > MOST_NAMED ? " and " + (parts.size() - MOST_NAMED) + " more" : "");
    }

    private static long thousandths(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole);
    }

    private static String percent(long part, long whole) {
        return decimal(whole == 0 ? 0 : 100.0 * part / whole) + " %";
    }

    /** With one digit behind the point. */
    private static String decimal(double number) {
        long tenths = Math.round(10 * number);
        return tenths / 10 + "." + tenths % 10;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
