package org.wirestat.tracker.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Case 116: the tracker against the socket tables of real kernels, on recordings of both. */
class LabReplayTest {

    /** A reader that finds no rows must not look like a tracker that makes no mistakes. */
    private static final int FEWEST_ROWS = 100;

    @Test
    void everyRowThatCanBeKnownIsRightAndNoneIsInvented() throws IOException {
        Score score = Score.of(LabRun.own("basic-a"));
        assertTrue(score.rows >= FEWEST_ROWS && score.listeners > 10, score.rows + " rows");
        assertEquals(List.of(), score.wrong);
        assertEquals(List.of(), score.invented);
        assertEquals(List.of(), score.wrongListeners);
    }

    @Test
    void ofCapturesThatBeginLateEveryRowThatCanBeKnownIsRight() throws IOException {
        Score score = Score.of(LabRun.own("midstream-a"));
        assertTrue(score.rows >= FEWEST_ROWS, score.rows + " rows");
        assertEquals(List.of(), score.wrong);
        assertEquals(List.of(), score.invented);
        assertEquals(List.of(), score.wrongListeners);
    }

    @TestFactory
    List<DynamicTest> theRunsBesideTheProjectStayAsGood() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : LabRun.besideTheProject()) {
            for (String capture : List.of("mon.pcap", "mon96.pcap")) {
                if (capture.equals("mon96.pcap") && folder.endsWith("encap-a")) {
                    continue; // 96 bytes end within the inner headers
                }
                tests.add(DynamicTest.dynamicTest(folder.getFileName() + " " + capture, () -> holds(folder, capture)));
            }
        }
        return tests;
    }

    private static void holds(Path folder, String capture) throws IOException {
        Score score = Score.of(LabRun.at(folder, capture));
        assertTrue(score.rows >= FEWEST_ROWS, score.rows + " rows");
        assertEquals(List.of(), score.wrong);
        assertEquals(List.of(), score.invented);
        assertEquals(List.of(), score.wrongListeners);
    }
}
