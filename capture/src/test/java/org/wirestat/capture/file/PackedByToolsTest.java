package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.capture.FrameBatch;

/** What the programs that people use have packed. */
class PackedByToolsTest {

    @TempDir
    private Path folder;

    /** Some of it repeats itself, near and far; some of it cannot be packed at all. */
    private static byte[] capture() {
        Random random = new Random(1);
        PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = new byte[60 + random.nextInt(600)];
            if (i % 3 == 0) {
                random.nextBytes(frame);
            }
            writer.frame(i, i, frame);
        }
        return writer.toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lz4 -1",
                "lz4 -9 -BD",
                "lz4 -B4 -BD -BX",
                "lz4 -B7 --content-size",
                "lz4 --no-frame-crc -B5",
                "zstd -1",
                "zstd -19 --long=27",
                "zstd --no-check --fast",
                "gzip -9"
            })
    void case181_theFramesAreTheSame(String command) throws Exception {
        Path plain = folder.resolve("plain");
        Path packed = folder.resolve("packed");
        Files.write(plain, capture());
        try {
            Process process = new ProcessBuilder((command + " -c " + plain).split(" "))
                    .redirectOutput(packed.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertEquals(0, process.waitFor());
        } catch (IOException e) {
            System.out.println("skipped: there is no " + command + " here");
            Assumptions.abort("there is no " + command + " here");
        }
        FrameBatch batch = new FrameBatch(1024, 1 << 20);
        Reading reading = Reading.of(List.of(packed.toString()), batch);
        assertEquals("", reading.complaint());
        assertEquals(Reading.of(capture()).frames(), reading.frames());
    }
}
