package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.live.LiveOptions;
import org.wirestat.capture.privilege.Surrender;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.process.Programs;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.TransitionListener;
import org.wirestat.tracker.connlog.ConnLogOptions;

/** One run with options that make sense: puts source, tracker and printer together, and judges how it went. */
final class Run {

    private final Options options;
    private final Io io;
    private final Messages messages;

    Run(Options options, Io io, Messages messages) {
        this.options = options;
        this.io = io;
        this.messages = messages;
    }

    ExitCode toTheEnd() throws CaptureException, IOException {
        Options.Input input = options.input();
        StopSwitch stop = new StopSwitch(io);
        Wire wire = input.isLive() ? Wire.choose(input, io.sources()) : Wire.NONE;
        Surrender surrender = io.sources().surrender(input.root());
        try (Canvas canvas = Canvas.of(options, io, messages);
                Naming naming = new Naming(options, io);
                FrameSource source = open(input, wire, surrender);
                Watcher watcher =
                        watcher(wire, source, new Reports(options, io, canvas.lines(), naming), stop, naming)) {
            stop.watch(source);
            sayWhere(wire);
            sayMore(source.description());
            sayMore(surrender.description());
            sayRoom(options.tracker().maxConnections());
            sayWhatProgramsAreHidden();
            if (options.mirrorHealth()) {
                return watchMirror(source, stop, canvas.lines());
            }
            Agenda agenda = new Agenda(options.moments(), options.everyNs(), input.isLive());
            Session session = new Session(source, watcher, agenda, clock(input), input);
            stop.answerWith(() -> session.summary().forEach(messages::say));
            canvas.begin(stop);
            Watchdog watchdog = watchdog(source);
            WarmUp warmUp = warmUp(source);
            try {
                session.run(progress(input));
            } finally {
                warmUp.close();
                watchdog.close();
                stop.forget();
                messages.eraseInPlace();
                canvas.end();
            }
            watcher.remarks().forEach(messages::say);
            return report(session, agenda, watcher);
        }
    }

    private Watcher watcher(Wire wire, FrameSource source, Reports reports, StopSwitch stop, Naming naming) {
        return options.output().isLog() ? log(stop, reports) : tables(wire, source, reports, naming);
    }

    private Watcher tables(Wire wire, FrameSource source, Reports reports, Naming naming) {
        Options.Input input = options.input();
        LocalHosts localHosts =
                new LocalHosts(options.local(), options.local().isEmpty() ? wire.networks() : List.of());
        Report report = reports.report(wire, localHosts, source::stats);
        Delivery delivery = new Delivery(
                report,
                messages,
                e -> !input.isLive()
                        || options.everyNs() == 0
                        || io.readerHasGone().test(e));
        ConnectionTracker tracker = tracker(report.listener());
        if (options.view() == Options.View.STATISTICS) {
            tracker.countOpens();
        }
        if (options.view() == Options.View.FLOWS) {
            tracker.measurePaths();
        }
        naming.begin(tracker, localHosts);
        report.begin(tracker.neighbours());
        return new TableWatcher(tracker, reports.hosts(), delivery, naming::withoutOwnQuestions);
    }

    /** Who need not hear of transitions makes the tracker faster. */
    private ConnectionTracker tracker(@Nullable TransitionListener listener) {
        return listener == null
                ? new ConnectionTracker(options.tracker(), options.input().threads())
                : new ConnectionTracker(options.tracker(), listener);
    }

    private Watcher log(StopSwitch stop, Reports reports) {
        LogWatcher watcher = new LogWatcher(
                new ConnLogOptions(
                        options.tracker().checksums(),
                        options.log().serverPorts(),
                        options.columns().evidence(),
                        options.tracker().maxConnections()),
                reports.connLog(),
                messages,
                options.input().isLive() && options.log().everyNs() > 0);
        if (options.log().everyNs() > 0) {
            stop.reopenWith(watcher::reopen);
        }
        return watcher;
    }

    private ExitCode watchMirror(FrameSource source, StopSwitch stop, TextOutput out) throws IOException {
        MirrorSession session = new MirrorSession(source, clock(options.input()), options.input());
        Watchdog watchdog = watchdog(source);
        CaptureException broken;
        try {
            broken = session.run(progress(options.input()));
        } finally {
            watchdog.close();
            stop.forget();
        }
        session.print(options.output(), out);
        return exitCode(broken, session.losses());
    }

    /** Tells why the source ended before its time. What was lost of it meanwhile was told when it happened. */
    private ExitCode exitCode(@Nullable CaptureException broken, List<CaptureException> losses) {
        if (broken != null) {
            messages.say(broken);
            return Main.exitCode(broken.reason());
        }
        return losses.isEmpty() ? ExitCode.DONE : Main.exitCode(losses.get(0).reason());
    }

    /** Files give no reason for one. */
    private Watchdog watchdog(FrameSource source) {
        Watchdog watchdog = new Watchdog(source, Thread.currentThread());
        if (options.input().isLive()) {
            watchdog.begin();
        }
        return watchdog;
    }

    /** Of tables; a log has methods of its own. */
    private WarmUp warmUp(FrameSource source) {
        WarmUp warmUp = new WarmUp(source::intake);
        if (options.input().isLive() && !options.output().isLog()) {
            warmUp.begin();
        }
        return warmUp;
    }

    private FrameSource open(Options.Input input, Wire wire, Surrender surrender) throws CaptureException {
        if (!input.isLive()) {
            return io.sources().files(input, surrender);
        }
        return io.sources()
                .live(
                        new LiveOptions(
                                wire.interfaces(),
                                input.snaplen(),
                                input.bufferBytes(),
                                input.promiscuous(),
                                input.filter(),
                                input.engine()),
                        surrender);
    }

    /** Once the capture has begun: whoever waits for it may go on. An interface that we chose is named in any case. */
    private void sayWhere(Wire wire) {
        if (wire.chosen()) {
            messages.say("listening on " + wire.interfaces().get(0) + "; -i chooses another, -r reads a file");
        } else if (options.input().isLive() && options.loudness() != Options.Loudness.QUIET) {
            messages.say("listening on " + String.join(", ", wire.interfaces()));
        }
    }

    private void sayMore(String line) {
        if (options.loudness() == Options.Loudness.VERBOSE && !line.isEmpty()) {
            messages.say(line);
        }
    }

    /** Where net-tools says it: before the table. */
    private void sayWhatProgramsAreHidden() {
        if (options.looksUpPrograms()
                && options.loudness() != Options.Loudness.QUIET
                && Programs.areHidden(Programs.PROC)) {
            messages.say("programs of other users are not shown: only root may see them (--insecure-keep-root)");
        }
    }

    private CaptureClock clock(Options.Input input) {
        return input.isLive()
                ? CaptureClock.live(io)
                : input.follow() ? CaptureClock.follow(io) : CaptureClock.replay(io);
    }

    private void sayRoom(int connections) {
        int bytes = options.output().bytesPerConnection();
        String warning = Room.warning(connections, bytes);
        if (warning != null) {
            messages.say(warning);
        } else if (options.loudness() == Options.Loudness.VERBOSE) {
            messages.say(Room.words(connections, bytes));
        }
    }

    private Progress progress(Options.Input input) {
        boolean shown = !input.isLive() && io.errIsTerminal() && options.loudness() != Options.Loudness.QUIET;
        return new Progress(messages, io, shown);
    }

    private ExitCode report(Session session, Agenda agenda, Watcher watcher) {
        CaptureException broken = session.broken();
        boolean sawNothing = broken != null && session.frames() == 0; // then only the reason matters
        if (options.loudness() != Options.Loudness.QUIET && !sawNothing) {
            session.summary().forEach(messages::say);
            Overflow overflow = session.counters().overflow();
            if (overflow.evictions() + overflow.refused() > 0) {
                messages.say("there was no room for more than "
                        + Words.count(options.tracker().maxConnections(), "connection") + " at once; --max-connections"
                        + " makes it");
            }
            if (session.isCutOff()) {
                messages.say("not read to its end, since no later moment was asked for; --strict reads all of it");
            }
            if (agenda.isWaitingForFrame()) {
                messages.say("frame #" + agenda.nextFrame() + " was asked for, but there are only " + session.frames());
            }
        }
        ExitCode exitCode = exitCode(broken, session.losses());
        if (exitCode != ExitCode.DONE) {
            return exitCode;
        }
        if (session.isForeign()) {
            messages.say("its frames are of link type " + session.firstLinkType() + ", which wirestat does not read;"
                    + " it reads Ethernet, Linux cooked, raw IP, loopback, 802.11, PPP and others");
            return ExitCode.BAD_USAGE_OR_INPUT;
        }
        if (watcher.lost() > 0) {
            String what = options.output().isLog() ? "line" : "table";
            messages.say(Words.count(watcher.lost(), what) + " could not be written");
            return ExitCode.OUTPUT_FAILED;
        }
        boolean whole = Gaps.of(session.stats(), session.counters(), List.of()).isWhole();
        return options.strict() && !whole ? ExitCode.INCOMPLETE : ExitCode.DONE;
    }
}
