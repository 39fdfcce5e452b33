package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of each system, through the whole command, on the README's capture. */
class FormatsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "-an, linux, linux-an.txt",
        "-aneoW, linux, linux-aneoW.txt",
        "-at, linux, linux-at.txt",
        "-an, windows, windows-an.txt",
        "-ano, windows, windows-ano.txt",
        "-ane, windows, windows-ane.txt",
        "-at4, windows, windows-at4.txt",
        "-an, bsd, bsd-an.txt",
        "-ln, bsd, bsd-ln.txt",
        "-atnW, bsd, bsd-atnW.txt",
        "-tuan, ss, ss-tuan.txt",
        "-tan, ss, ss-tan.txt",
        "-taneo, ss, ss-taneo.txt",
        "-ta, ss, ss-ta.txt",
    })
    void looksAsItDoesThere(String letters, String format, String golden) {
        Program program = new Program();
        program.realSources = true;
        assertEquals(ExitCode.DONE, program.run("-r", "examples/segment.pcap", letters, "--format", format));
        Golden.check("format/" + golden, program.out());
    }

    @ParameterizedTest
    @CsvSource({"syn_recv, SYN_RECEIVED, windows", "SYN_RECEIVED, SYN_RCVD, bsd", "SYN_RCVD, SYN_RECV, linux"})
    void aStateIsAskedForInAnySpellingAndShownInItsOwn(String asked, String shown, String format) {
        Program program = new Program();
        program.realSources = true;
        program.run("-r", "examples/segment.pcap", "-n4", "--state", asked, "--format", format);
        assertEquals(
                2, program.out().lines().filter(line -> line.contains(shown)).count(), program.out());
    }

    @ParameterizedTest
    @CsvSource({"established", "ESTAB"})
    void ssLeavesTheColumnOfStatesOutWhereThereIsOnlyOne(String asked) {
        Program program = new Program();
        program.realSources = true;
        program.run("-r", "examples/segment.pcap", "-tn4", "--state", asked, "--format", "ss");
        assertEquals(
                "Recv-Q Send-Q  Local Address:Port    Peer Address:Port Process",
                program.out().lines().findFirst().orElse(""));
    }

    /** The forms of old descriptions of netstat: localhost:48898, [::]:134, *:*, LISTENING, SYN_RECV, SYN_RECEIVED. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "windows", "bsd", "ss"})
    void theFormsThatPeopleKnow(String format) throws IOException {
        Program program = new Program();
        program.realSources = true;
        program.hostsFile = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        assertEquals(ExitCode.DONE, program.run("-r", "examples/forms.pcap", "-a", "--format", format));
        Golden.check("format/forms-" + format + ".txt", program.out());
    }
}
