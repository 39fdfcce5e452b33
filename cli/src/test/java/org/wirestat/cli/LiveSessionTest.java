package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.Engine;
import org.wirestat.capture.live.InterfaceNetwork;
import org.wirestat.capture.live.LiveOptions;

/** A wire: the clock runs on by itself, and signals end it. */
class LiveSessionTest {

    private final Program program = new Program();

    @Test
    void theChosenInterfaceIsNamed() throws UnknownHostException {
        program.wire().frames(0);
        program.sources.interfaces = List.of(ethernet());
        assertEquals(ExitCode.DONE, program.run());
        assertTrue(program.err().startsWith("wirestat: listening on eth0;"), program.err());
        assertEquals(List.of("eth0"), present(program.sources.opened).interfaces());
    }

    private static <T> T present(T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void quietLeavesOnlyWhatWasNotAskedFor() throws UnknownHostException {
        program.wire().frames(0);
        program.run("-i", "eth0", "--quiet");
        assertEquals("", program.err());
        program.wire().frames(0);
        program.sources.interfaces = List.of(ethernet());
        program.run("--quiet");
        assertEquals("wirestat: listening on eth0; -i chooses another, -r reads a file\n", program.err());
    }

    @Test
    void filterAndSettingsReachTheCapture() {
        program.wire();
        program.run("-i", "a", "-i", "b", "--snaplen", "96", "--no-promiscuous", "tcp", "port", "80");
        var opened = present(program.sources.opened);
        assertEquals(List.of("a", "b"), opened.interfaces());
        assertEquals(96, opened.snaplen());
        assertEquals("tcp port 80", opened.filter());
        assertEquals(false, opened.promiscuous());
    }

    /** A log of a wire said of every answer longer than 200 bytes that it had been lost: we had cut it off ourselves. */
    @Test
    void aLogKeepsWholeFramesUnlessToldOtherwise() {
        program.wire();
        program.run("-i", "a", "--output", "zeek");
        assertEquals(LiveOptions.WHOLE_FRAMES, present(program.sources.opened).snaplen());
        program.wire();
        program.run("-i", "a", "--output", "zeek", "--snaplen", "96");
        assertEquals(96, present(program.sources.opened).snaplen());
        program.wire();
        program.run("-i", "a");
        assertEquals(
                LiveOptions.DEFAULT_SNAPLEN, present(program.sources.opened).snaplen());
    }

    @Test
    void aSignalEndsAnIdleWireWithItsTable_case209() {
        program.wire().silence(0.1).signal("INT").silence(1000);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0"));
        assertEquals(1, program.tables());
        assertEquals(List.of(), program.deaths);
    }

    @Test
    void aSecondSignalEndsEverythingAtOnce_case209() {
        program.wire().signal("TERM").signal("TERM");
        program.run("-i", "eth0");
        program.monotonicNs += Program.SECOND;
        program.signal.accept("INT");
        assertEquals(List.of(130), program.deaths);
    }

    /** {@code timeout 10 wirestat} gave no table: timeout(1) signals the process, and at once all of its group. */
    @Test
    void aSignalThatComesTwiceAtOnceIsOneWish_case209() {
        program.wire().signal("TERM");
        assertEquals(ExitCode.DONE, program.run("-i", "eth0"));
        program.monotonicNs += Program.SECOND / 10;
        program.signal.accept("TERM");
        assertEquals(List.of(), program.deaths);
        assertEquals(1, program.tables());
    }

    @Test
    void anInterfaceThatGoesDownAndComesBackIsTold() {
        program.wire()
                .news("wire: the interface is down; waiting for it")
                .frames(1)
                .silence(1);
        assertEquals(ExitCode.DONE, program.run("-i", "wire"));
        assertTrue(program.err().contains("wirestat: wire: the interface is down; waiting for it\n"), program.err());
    }

    @Test
    void whatBecomesOfInterfacesIsToldWhileAMirrorIsWatchedToo_case210() {
        program.wire()
                .news("eth0: the interface is down; waiting for it")
                .loses(Reason.INTERFACE_GONE, "eth1: the interface went away")
                .frames(1, 2);
        assertEquals(ExitCode.CANNOT_CAPTURE, program.run("-i", "eth0", "-i", "eth1", "--mirror-health"));
        assertTrue(program.err().contains("wirestat: eth0: the interface is down; waiting for it\n"), program.err());
        assertTrue(
                program.err().contains("wirestat: eth1: the interface went away; the others go on\n"), program.err());
        assertTrue(program.out().contains("2 frames in"), program.out());
    }

    @Test
    void aSignalAsksForTheCountersAndTheCaptureGoesOn_case209() {
        program.wire().frames(0).signal("USR1").frames(1).silence(1);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0"));
        assertEquals(List.of("1 frame read", "2 frames read"), framesRead());
        assertEquals(1, program.tables());
        assertEquals(List.of(), program.deaths);
    }

    private List<String> framesRead() {
        return Pattern.compile("\\d+ frames? read")
                .matcher(program.err())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void aFullDiskEndsNoCaptureThatPrintsAgain_case207() {
        program.stdout = Program.fullBetween(100, 3, "No space left on device");
        program.wire().silence(1.5).silence(1).silence(1).silence(1).silence(1).silence(1);
        assertEquals(ExitCode.OUTPUT_FAILED, program.run("-i", "eth0", "-c"));
        assertEquals(
                List.of("cannot write the output: No space left on device; the capture goes on"),
                program.err()
                        .lines()
                        .filter(line -> line.contains("cannot write"))
                        .map(line -> line.substring("wirestat: ".length()))
                        .toList());
        assertTrue(program.err().contains("3 tables could not be written"), program.err());
        assertTrue(program.err().contains("0 frames read"), program.err());
    }

    @Test
    void aReaderThatLeavesEndsACaptureQuietly_case206() {
        program.stdout = Program.failingAfter(10, "Broken pipe");
        program.wire().silence(1.5).silence(1).silence(1);
        assertEquals(ExitCode.DONE, program.run("-i", "eth0", "-c", "--quiet"));
        assertEquals("", program.err());
        assertEquals(1_500_000_000L, program.monotonicNs);
    }

    @Test
    void theClockOfASilentWireRunsOn_case191() {
        program.wire().silence(1).silence(1).silence(1).silence(0.5);
        program.run("-i", "eth0", "-c", "2", "--output", "table", "--at", "+1s", "--at", "+1000h");
        // +1 s, the tick of 2 s, and now instead of the moment that was not reached; live tables look as netstat's do.
        assertEquals(List.of(Program.atSecond(1), Program.atSecond(2), Program.atSecond(3.5)), program.moments());
    }

    @Test
    void aWireOnWhichNothingComesIsToldOfOnce() {
        program.wire().silence(59).silence(2).silence(600).frames(700).silence(1);
        program.run("-i", "eth0");
        assertEquals(2, program.err().split("no frame in a minute", -1).length, program.err());
        Program busy = new Program();
        busy.wire().silence(59).frames(59).silence(600);
        busy.run("-i", "eth0");
        assertFalse(busy.err().contains("no frame in a minute"), busy.err());
    }

    @Test
    void forEndsASilentWire() {
        program.wire().silence(1).silence(1).silence(1).silence(1);
        program.run("-i", "eth0", "--for", "2500ms");
        assertEquals(1, program.tables());
        assertEquals(3 * Program.SECOND, program.monotonicNs);
    }

    @Test
    void ticksThatAJumpOfTheClockSkippedAreNotMadeUpFor_case189() {
        program.wire().frames(0).silence(1).frames(3601).silence(1);
        program.run("-i", "eth0", "-c");
        assertTrue(program.tables() <= 4, program.out());
    }

    @Test
    void aClockThatStepsBackDoesNotStopTheTicks_case189() {
        program.wire()
                .frames(0)
                .silence(1)
                .frames(-3599)
                .silence(1.5)
                .frames(-3597)
                .silence(1);
        program.run("-i", "eth0", "-c");
        // At 1 s, seen at 2.5; at 3 s, seen at 3.5; and the end.
        assertEquals(3, program.tables(), program.out());
    }

    @Test
    void anInterfaceThatGoesAwayLeavesItsTable_case210() {
        program.wire().frames(0).breaks(Reason.INTERFACE_GONE, "eth0 has gone");
        assertEquals(ExitCode.CANNOT_CAPTURE, program.run("-i", "eth0"));
        assertTrue(program.out().startsWith("! incomplete: eth0 has gone\n"), program.out());
    }

    @Test
    void oneOfSeveralInterfacesThatGoesAwayIsTold_andTheOthersGoOn_case210() {
        program.wire()
                .frames(0)
                .loses(Reason.INTERFACE_GONE, "eth1: the interface went away")
                .frames(1, 2);
        assertEquals(ExitCode.CANNOT_CAPTURE, program.run("-i", "eth0", "-i", "eth1"));
        assertTrue(
                program.err().contains("wirestat: eth1: the interface went away; the others go on\n"), program.err());
        assertTrue(program.err().contains("3 frames read"), program.err());
        assertTrue(program.out().startsWith("! incomplete: eth1: the interface went away\n"), program.out());
    }

    @Test
    void theEngineIsNamedToWhoWantsToKnow() {
        program.wire().frames(0);
        program.run("-i", "eth0", "-v");
        assertTrue(program.err().contains("wirestat: engine script\n"), program.err());
        Program quieter = new Program();
        quieter.wire();
        quieter.run("-i", "eth0", "--engine", "ring");
        assertEquals(Engine.RING, present(quieter.sources.opened).engine());
        assertFalse(quieter.err().contains("engine"), quieter.err());
    }

    @Test
    void aTableThatTakesLongerThanItsIntervalIsNotMadeUpFor_case200() {
        program.wire()
                .busyPrinting(3)
                .frames(0)
                .silence(1)
                .silence(1)
                .silence(1)
                .silence(1);
        program.run("-i", "eth0", "-c");
        // The first is due at 1 s, seen at 2 s, printed until 5 s, and what was due meanwhile is left out; the next is
        // due at
        // 6 s and seen at 7 s; then the end.
        assertEquals(3, program.tables(), program.out());
    }

    @Test
    void interfacesAreListedWithAddressAndState() throws UnknownHostException {
        program.sources.interfaces =
                List.of(ethernet(), new CaptureInterface("lo\u001b[2J", "", false, false, true, List.of(), List.of()));
        assertEquals(ExitCode.DONE, program.run("-D"));
        assertEquals("""
                eth0: up, 192.0.2.5/24, 02:00:00:00:00:05, uplink
                lo\\x1b[2J: down, loopback
                """, program.out());
    }

    private static CaptureInterface ethernet() throws UnknownHostException {
        return new CaptureInterface(
                "eth0",
                "uplink",
                true,
                true,
                false,
                List.of(new InterfaceNetwork(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 5}), 24)),
                List.of("02:00:00:00:00:05"));
    }
}
