package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TimeZone;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException.Reason;

/** When tables are printed, of what, and how a run ends. */
class SessionTest {

    private final Program program = new Program();

    private List<String> moments(double... seconds) {
        return DoubleStream.of(seconds).mapToObj(Program::atSecond).toList();
    }

    @Test
    void aReplayPrintsOneTableAtItsEnd() {
        program.file("x", 0, 1, 2);
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        assertEquals(1, program.tables());
        assertTrue(program.err().contains("3 frames read"), program.err());
    }

    @Test
    void tablesComeInTheOrderOfTimeHoweverTheyAreAskedFor() {
        program.file("x", 0, 1, 2, 3);
        program.run("-r", "x", "--at", "+2.5s", "--at", "14:03:08", "--at", "#1", "--at", "+1.5");
        assertEquals(moments(0, 1, 1.5, 2.5), program.moments());
        assertEquals(4, program.tables());
    }

    @Test
    void theTableOfAMomentIsMadeOfTheFramesUpToIt() {
        program.file("x", 0, 1, 1, 2);
        program.run("-r", "x", "--at", "+1", "--at", "+1.5", "-v");
        assertEquals(moments(1, 1.5), program.moments());
        assertTrue(program.err().contains("3 frames read"), "nothing after the last moment is read: " + program.err());
    }

    @Test
    void afterTheEndTheClockRunsOn() {
        program.file("x", 0, 1);
        program.run("-r", "x", "--at", "+1", "--at", "+1h", "--at", "+2h");
        assertEquals(moments(1, 3600, 7200), program.moments());
    }

    @Test
    void aMomentBeforeTheFirstFrameHasAnEmptyTable() {
        program.file("x", 0, 1);
        program.run("-r", "x", "--at", "14:00", "--at", "+0");
        assertEquals(List.of("2026-11-21T14:00:00.000000000Z", Program.atSecond(0)), program.moments());
    }

    @Test
    void everySoOftenIncludesTheEndButNotTwice() {
        program.file("x", 0, 0.5, 1, 2.25);
        program.run("-r", "x", "--every", "1s");
        assertEquals(moments(1, 2, 2.25), program.moments());
        Program even = new Program();
        even.file("x", 0, 1, 2);
        even.run("-r", "x", "-c");
        assertEquals(moments(1, 2), even.moments());
    }

    @Test
    void aSingleStrayStampInTheFutureIsTheEndOfNoMoment_case187() {
        program.file("x", 0, 1, 2_300_000_000.0, 2, 3);
        program.run("-r", "x", "--at", "+1.5", "--at", "+2.5");
        assertEquals(moments(1.5, 2.5), program.moments());
        assertTrue(program.err().contains("4 frames read"), program.err());
    }

    @Test
    void aFrameThatNeverCameIsToldAndStoodForByTheEnd() {
        program.file("x", 0, 1);
        assertEquals(ExitCode.DONE, program.run("-r", "x", "--at", "#9"));
        assertEquals(1, program.tables());
        assertTrue(program.err().contains("frame #9 was asked for, but there are only 2"), program.err());
    }

    @Test
    void forAndCountEndAReplayByItsOwnClock() {
        program.file("x", 0, 1, 2, 3);
        program.run("-r", "x", "--for", "2s");
        assertTrue(program.err().contains("3 frames read"), program.err());
        Program counted = new Program();
        counted.file("x", 0, 1, 2, 3);
        counted.run("-r", "x", "--count", "2");
        assertTrue(counted.err().contains("2 frames read"), counted.err());
    }

    @Test
    void anEmptyCaptureHasAnEmptyTable() {
        program.file("x");
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        assertEquals(1, program.tables());
        assertTrue(program.err().contains("0 frames read, 0 connections"), program.err());
    }

    @Test
    void aBrokenFileShowsWhatWasReadBefore() {
        program.file("x", 0, 1).breaks(Reason.DAMAGED, "x: record 3 is cut short");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "x"));
        assertTrue(program.out().startsWith("! incomplete: x: record 3 is cut short\nActive"), program.out());
        assertTrue(program.err().endsWith("wirestat: x: record 3 is cut short\n"), program.err());
    }

    @Test
    void whatIsNoCaptureHasNoTable() {
        program.noFile("x", Reason.NOT_A_CAPTURE, "x: not a capture file", "file x tells what it is");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "x"));
        assertEquals("", program.out());
        assertEquals("wirestat: x: not a capture file\n  1. file x tells what it is\n", program.err());
    }

    @Test
    void anInputThatTurnsOutToBeNoCaptureHasNoTableEither() {
        program.sources.files.put("-", new ScriptedSource(program).breaks(Reason.NOT_A_CAPTURE, "not a capture"));
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "-"));
        assertEquals("", program.out());
        assertEquals("wirestat: not a capture\n", program.err());
    }

    @Test
    void hostileNamesInMessagesAreEscaped_case202() {
        program.noFile("x\u001b]0;pwned\u0007", Reason.NO_SUCH_FILE, "no such file: x\u001b]0;pwned\u0007\u202e");
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-r", "x\u001b]0;pwned\u0007"));
        assertEquals("wirestat: no such file: x\\x1b]0;pwned\\x07\\xe2\\x80\\xae\n", program.err());
    }

    @Test
    void noPrivilegeIsToldWithItsRemedies() {
        program.noFile("eth0", Reason.NO_PRIVILEGE, "no right to capture", "run it with sudo", "setpriv …");
        assertEquals(ExitCode.CANNOT_CAPTURE, program.run("-i", "eth0"));
        assertTrue(program.err().contains("  1. run it with sudo\n  2. setpriv"), program.err());
    }

    @Test
    void aWireWithoutAnyInterfaceIsToldToo() {
        assertEquals(ExitCode.CANNOT_CAPTURE, program.run());
        assertTrue(program.err().contains("no interface is up"), program.err());
    }

    @Test
    void droppedFramesMakeTheTableIncomplete_andStrictFails() {
        program.file("x", 0).drops(7);
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        assertTrue(program.out().startsWith("! incomplete: 7 frames dropped by the kernel\nActive"), program.out());
        Program strict = new Program();
        strict.file("x", 0).drops(7);
        assertEquals(ExitCode.INCOMPLETE, strict.run("-r", "x", "--strict"));
        Program whole = new Program();
        whole.file("x", 0);
        assertEquals(ExitCode.DONE, whole.run("-r", "x", "--strict"));
    }

    @Test
    void aFrameThatBringsUsToFallIsToldAndTheNextIsRead() {
        program.file("x", 0).frameThatCannotBeRead().frames(1);
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        String head = "! incomplete: 1 frame not read: a defect of wirestat\nActive";
        assertTrue(program.out().startsWith(head), program.out());
        assertTrue(program.err().contains("4 frames read"), program.err());
        assertTrue(program.err().contains("1 a defect of wirestat"), program.err());
    }

    @Test
    void framesThatCannotBeReadAreCountedAndNotListed_case199() {
        ScriptedSource source = program.file("x", 0);
        for (int second = 0; second < 4; second++) {
            source.framesThatCannotBeRead(500, second);
        }
        assertEquals(ExitCode.DONE, program.run("-r", "x", "-v"));
        assertTrue(program.err().contains("2000 a defect of wirestat"), program.err());
        assertTrue(program.err().lines().count() < 10, program.err());
    }

    @Test
    void momentsAreWrittenInUtcWhereverTheMachineStands_case192() {
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            program.file("x", 0, 1);
            program.run("-r", "x", "--at", "+0", "--at", "+1");
            assertEquals(moments(0, 1), program.moments());
            assertTrue(program.moments().get(0).equals("2026-11-21T14:03:07.000000000Z"), program.out());
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void quietLeavesOnlyTheTable() {
        program.file("x", 0);
        program.run("-r", "x", "--quiet");
        assertEquals("", program.err());
    }

    @Test
    void aClosedPipeEndsQuietly_case206() {
        program.stdout = Program.failingAfter(10, "Broken pipe");
        ScriptedSource source = program.file("x", 0, 1);
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        assertEquals("", program.err());
        assertTrue(source.closed);
    }

    @Test
    void aFullDiskIsToldOnce_case207() {
        program.stdout = Program.failingAfter(10, "No space left on device");
        program.file("x", 0, 1);
        assertEquals(ExitCode.OUTPUT_FAILED, program.run("-r", "x"));
        assertEquals("wirestat: cannot write the output: No space left on device\n", program.err());
        Program help = new Program();
        help.stdout = Program.failingAfter(0, "No space left on device");
        assertEquals(ExitCode.OUTPUT_FAILED, help.run("--help"));
    }

    @Test
    void aDefectOfOursIsOneLine() {
        program.file("x", 0).fails(new IllegalStateException("oops"));
        assertEquals(ExitCode.DEFECT, program.run("-r", "x"));
        assertEquals(1, program.err().lines().count(), program.err());
        assertTrue(program.err().contains("-v shows where"), program.err());
        Program verbose = new Program();
        verbose.file("x", 0).fails(new IllegalStateException("oops"));
        assertEquals(ExitCode.DEFECT, verbose.run("-r", "x", "-v"));
        assertTrue(verbose.err().contains("at org.wirestat.cli"), verbose.err());
    }

    /** A frame that cannot be read is left out; a thousand of them in every second, and one more in one, are too many. */
    @Test
    void defectsInNumbersEndTheRun() {
        program.file("x", 0).framesThatCannotBeRead(1000, 0).framesThatCannotBeRead(1000, 1.25);
        assertEquals(ExitCode.DONE, program.run("-r", "x"));
        assertTrue(program.err().contains("2000 a defect of wirestat"), program.err());
        for (String[] words : new String[][] {{"-r", "x"}, {"-r", "x", "--output", "zeek"}, {"-r", "x", "--events"}}) {
            Program wrong = new Program();
            wrong.file("x", 0).framesThatCannotBeRead(1000, 0).framesThatCannotBeRead(1, 0.75);
            assertEquals(ExitCode.DEFECT, wrong.run(words));
            assertTrue(wrong.err().contains("more than 1000 frames of one second could not be read"), wrong.err());
        }
    }

    @Test
    void progressIsShownToTerminalsOnlyAndErased() {
        program.errIsTerminal = true;
        program.file("x", 0).silence(2).frames(1);
        program.run("-r", "x");
        assertTrue(program.err().contains("\r120 bytes read"), program.err());
        String afterErasure = program.err().substring(program.err().lastIndexOf('\r') + 1);
        assertTrue(afterErasure.startsWith("wirestat: 2 frames read"), program.err());
        Program piped = new Program();
        piped.file("x", 0).silence(2).frames(1);
        piped.run("-r", "x");
        assertFalse(piped.err().contains("\r"));
    }
}
