package org.wirestat.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.LiveOptions;
import org.wirestat.capture.privilege.Surrender;

/** Files and wires that tests made up. */
final class FakeSources implements Sources {

    final Map<String, FrameSource> files = new HashMap<>();
    final Map<String, CaptureException> failures = new HashMap<>();
    List<CaptureInterface> interfaces = List.of();

    @Nullable
    FrameSource wire;

    @Nullable
    LiveOptions opened;

    @Nullable
    String filter;

    Options.@Nullable Root root;

    @Override
    public Surrender surrender(Options.Root root) {
        this.root = root;
        return Surrender.NONE;
    }

    @Override
    public FrameSource files(Options.Input input, Surrender surrender) throws CaptureException {
        filter = input.filter();
        List<String> names = input.files();
        for (String name : names) {
            if (failures.containsKey(name)) {
                throw failures.get(name);
            }
        }
        return files.get(String.join(" ", names));
    }

    @Override
    public FrameSource live(LiveOptions options, Surrender surrender) throws CaptureException {
        opened = options;
        for (String name : options.interfaces()) {
            if (failures.containsKey(name)) {
                throw failures.get(name);
            }
        }
        return wire;
    }

    @Override
    public List<CaptureInterface> interfaces() {
        return interfaces;
    }

    @Override
    public List<CaptureInterface> interfaces(List<String> names) {
        return interfaces.stream().filter(one -> names.contains(one.name())).toList();
    }

    @Override
    public Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces) {
        return interfaces.stream().findFirst();
    }

    @Override
    public Optional<String> libpcapVersion() {
        return Optional.of("libpcap version 1.10.3");
    }
}
