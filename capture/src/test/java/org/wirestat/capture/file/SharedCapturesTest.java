package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.FrameBatch;

/** Captures that others recorded or crafted; they stand beside the project on some machines and are no part of it. */
class SharedCapturesTest {

    private static final FrameBatch BATCH = new FrameBatch(1024, 1 << 20);

    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("captures");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<Path> captures() throws IOException {
        Path folder = folder();
        if (folder == null) {
            System.out.println("SharedCapturesTest is skipped: no folder shared/captures beside the project");
            Assumptions.abort("no folder shared/captures beside the project");
            throw new AssertionError();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(pcap|pcapng|snoop)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachIsReadOrRefusedWithinFiveSeconds() throws IOException {
        List<Path> captures = captures();
        assertTrue(captures.size() > 100);
        for (Path capture : captures) {
            Reading reading = assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> Reading.of(List.of(capture.toString()), BATCH));
            boolean complains = reading.failure() != null;
            assertTrue(complains || !reading.frames().isEmpty() || Files.size(capture) < 1000, capture.toString());
            if (complains) {
                System.out.println(capture.getFileName() + ": "
                        + reading.frames().size() + " frames, then " + reading.complaint());
            }
        }
    }
}
