package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

class CaptureNamesTest {

    @TempDir
    private Path folder;

    private static byte[] frameAt(int second) {
        return PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(second, 0, new byte[60])
                .toArray();
    }

    @BeforeEach
    void files() throws IOException {
        writeThree();
        Files.writeString(folder.resolve("readme.txt"), "no capture at all, but text of some length");
        Files.write(folder.resolve(".hidden.pcap"), frameAt(1));
        Files.createDirectory(folder.resolve("deeper"));
        Files.write(folder.resolve("deeper/d.pcap"), frameAt(2));
    }

    private static Reading read(String... names) {
        return Reading.of(List.of(names), new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH));
    }

    private static List<Long> seconds(Reading reading) {
        return reading.frames().stream()
                .map(frame -> frame.timestampNs() / 1_000_000_000L)
                .toList();
    }

    @Test
    void aFolderIsTheCapturesInIt_inOrderOfTime() {
        assertEquals(List.of(10L, 20L, 30L), seconds(read(folder.toString())));
    }

    @Test
    void aPatternIsTheFilesThatMatch() {
        assertEquals(List.of(10L, 30L), seconds(read(folder + "/*.pcap")));
        assertEquals(List.of(10L, 20L), seconds(read(folder + "/{b,c}.*")));
        assertEquals(List.of(2L, 10L, 20L, 30L), seconds(read(folder.toString(), folder + "/deeper/?.pcap")));
    }

    @Test
    void aFileMayHaveTheNameOfAPattern() throws IOException {
        Files.write(folder.resolve("[1].pcap"), frameAt(7));
        assertEquals(List.of(7L), seconds(read(folder + "/[1].pcap")));
    }

    @Test
    void whatMatchesMustBeACapture_andSomethingMustMatch() throws IOException {
        assertTrue(read(folder + "/*").complaint().contains("not a capture"));
        assertEquals("no file matches", read(folder + "/*.cap").complaint());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertTrue(read(empty.toString()).complaint().contains("is a folder without any file in it"));
        Files.writeString(empty.resolve("text"), "text");
        assertTrue(read(empty.toString()).complaint().contains("no capture among the files"));
    }

    @Test
    void allFilesAreOpenBeforeAnyIsRead_andAreNotOpenedAgain() throws Exception {
        List<String> order = new ArrayList<>();
        FrameBatch batch = new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH);
        for (List<String> names : List.of(List.of(folder + "/a.pcap"), List.of(folder.toString()))) {
            writeThree();
            try (FrameSource source = CaptureFiles.open(names, UnpackLimit.USUAL, () -> {
                order.add("opened");
                deleteAll();
            })) {
                int count = 0;
                for (int polled = source.poll(batch); polled != FrameSource.END; polled = source.poll(batch)) {
                    count += polled;
                }
                assertEquals(names.get(0).endsWith(".pcap") ? 1 : 3, count);
            }
        }
        assertEquals(List.of("opened", "opened"), order);
    }

    private void writeThree() throws IOException {
        Files.write(folder.resolve("a.pcap"), frameAt(30));
        Files.write(folder.resolve("b.pcap"), frameAt(10));
        Files.write(folder.resolve("c.pcapng"), frameAt(20));
    }

    private void deleteAll() {
        for (String name : List.of("a.pcap", "b.pcap", "c.pcapng")) {
            assertTrue(folder.resolve(name).toFile().delete());
        }
    }
}
