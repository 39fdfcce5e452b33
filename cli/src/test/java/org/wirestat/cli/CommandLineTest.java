package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.view.Selection;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transport;
import picocli.CommandLine;

class CommandLineTest {

    private static Options read(String... words) throws UsageError {
        return OptionReader.read(Arguments.parse(List.of(words)), Services::load);
    }

    private static Options line(String line) throws UsageError {
        return read(line.split(" "));
    }

    @Test
    void lettersShareADashAsNetstatsUsersTypeThem() throws UsageError {
        Options options = line("-tan -r x");
        assertEquals(Set.of(Transport.TCP), options.selection().transports());
        assertEquals(Selection.Servers.TOO, options.selection().servers());
        assertTrue(options.names().numeric());
        assertEquals(List.of("x"), options.input().files());
    }

    @Test
    void theLastOfSeveralLettersMayHaveItsValueInTheSameWordOrTheNext() throws UsageError {
        assertEquals(List.of("x.pcap"), line("-anrx.pcap").input().files());
        assertEquals(List.of("x.pcap"), line("-anr x.pcap").input().files());
        assertEquals(List.of("x.pcap"), line("--read=x.pcap").input().files());
        assertEquals(List.of("-"), line("-r -").input().files());
    }

    @Test
    void continuousTakesANumberOnlyFromTheNextWord() throws UsageError {
        assertEquals(Program.SECOND, line("-c").everyNs());
        assertEquals(5 * Program.SECOND, line("-anc 5").everyNs());
        assertEquals(Set.of(4), line("-c4").selection().ipVersions());
        assertEquals("tcp port 80", line("-c tcp port 80").input().filter());
    }

    @Test
    void wordsThatAreNoOptionsAreTheCaptureFilter() throws UsageError {
        assertEquals("tcp port 80", line("tcp port 80 -i eth0").input().filter());
        assertEquals("tcp[13] = 2", read("-i", "eth0", "tcp[13] = 2").input().filter());
        assertEquals("-x", read("-i", "eth0", "--", "-x").input().filter());
    }

    @Test
    void neitherTcpNorUdpMeansBoth() throws UsageError {
        assertEquals(
                Set.of(Transport.TCP, Transport.UDP), line("-a").selection().transports());
        assertEquals(
                Set.of(Transport.TCP, Transport.UDP), line("-tu").selection().transports());
        assertEquals(Set.of(4, 6), line("-a").selection().ipVersions());
        assertEquals(Set.of(6), line("-6").selection().ipVersions());
    }

    @Test
    void allWinsOverListening() throws UsageError {
        assertEquals(Selection.Servers.TOO, line("-la").selection().servers());
        assertEquals(Selection.Servers.ONLY, line("-l").selection().servers());
        assertEquals(Selection.Servers.WITHOUT, line("-n").selection().servers());
    }

    @Test
    void portsAreNumbersOrNamesOfServices() throws UsageError {
        assertEquals(
                Set.of(8080, 443, 53),
                line("--port 8080,https --port domain").selection().ports());
    }

    @Test
    void timersCanBeLeftOut() throws UsageError {
        assertTrue(line("--no-timers").tracker().timeouts().areOff());
        assertFalse(line("-n").tracker().timeouts().areOff());
        assertThrows(UsageError.class, () -> line("--no-timers --time-wait 2m"));
    }

    @Test
    void timeWaitAndChecksumsReachTheTracker() throws UsageError {
        TrackerOptions tracker = line("--time-wait 2m --checksums ignore").tracker();
        assertEquals(120, tracker.timeouts().timeWait().toSeconds());
        assertEquals(TrackerOptions.Checksums.IGNORE, tracker.checksums());
    }

    @Test
    void theBufferMayBeGivenInUnits() throws UsageError {
        assertEquals(128 << 20, line("--buffer 128M").input().bufferBytes());
        assertEquals(1 << 20, line("--buffer 1048576").input().bufferBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYN_RECV",
                "SYN-RECV",
                "SYN_RECEIVED",
                "SYN_RCVD",
                "syn-received",
                "SynRcvd",
                "syn recv",
            })
    void everySpellingOfAStateIsTaken(String spelling) throws UsageError {
        assertEquals(
                Set.of(TcpState.SYN_RECEIVED),
                read("--state", spelling).selection().states());
    }

    @Test
    void statesOfEveryNetstatMayBeMixed() throws UsageError {
        assertEquals(
                Set.of(TcpState.values()),
                line("--state CLOSED,LISTENING,SYN_SEND,syn_rcvd,estab,FIN_WAIT1,fin-wait-2,CLOSE_WAIT"
                                + ",closing,last-ack --state TIMED_WAIT")
                        .selection()
                        .states());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-tulqn | unknown option -q in -tulqn",
                "--flows --hosts | --flows and --hosts are different tables: give one of them",
                "--completion tcsh | --completion tcsh: wanted bash or zsh or fish",
                "--sort color | --sort color: wanted one of type, time, proto, local_address, local_port, foreign_address,"
                        + " foreign_port, state, basis, recv_q, send_q, since, first, last, initiator, accepted, packets,"
                        + " bytes, payload_bytes, retransmissions, timer, timer_left_ns, timer_repeats, pid, program, local_name, local_name_source, foreign_name, foreign_name_source, refused, perhaps with :desc",
                "--limit 0 | --limit 0: wanted a number from 1 on",
                "--net x | --net x: wanted a network such as 10.0.0.0/8",
                "--proto icmp | --proto icmp: wanted tcp or udp, or one version of it such as tcp6 or udp4",
                "--where state | --where: wanted a state such as established or time-wait, or all, connected,"
                        + " synchronized, bucket, big",
                "--format vms | --format vms: wanted linux or windows or bsd or ss",
                "--reed x | unknown option --reed; did you mean --read or --resolve?",
                "-N | unknown option -N; did you mean -n (addresses and ports as numbers)?",
                "-r | -r needs FILE: read captures: a file, a folder, a pattern, - (repeatable)",
                "-r -n | -r needs FILE: read captures: a file, a folder, a pattern, - (repeatable)",
                "--at= | --at needs TIME: the table of this moment (repeatable); see below",
                "--all=yes | --all takes no value",
                "-r a -i b | -r reads files and -i captures from a wire: give one of them",
                "-r a --snaplen 96 | --snaplen is for a live capture; a file is as it was captured",
                "-c --every 5s | -c and --every both say how often: give one of them",
                "--quiet -v | --quiet and -v contradict each other",
                "--count 5 --count 6 | --count was given twice: 5 and 6",
                "--count 0 | --count 0: wanted a number from 1 on",
                "--count -1 | --count needs N: stop after N frames",
                "--for soon | --for soon: wanted a length of time such as 500ms, 30s, 5m, 2h or 1d",
                "--every 0 | --every 0: wanted a length of time such as 500ms, 30s, 5m, 2h or 1d",
                "--host nowhere | --host nowhere: wanted an address or a network such as 10.0.0.0/8",
                "--local 10.0.0.0/33 | --local 10.0.0.0/33: wanted an address or a network such as 10.0.0.0/8",
                "--port 65536 | --port 65536: wanted a number up to 65535 or the name of a service such as https",
                "--output xml | --output xml: wanted table or json or jsonl or csv or tsv or zeek or zeek-json",
                "--checksums maybe | --checksums maybe: wanted auto or verify or ignore",
                "--snaplen 300000 | --snaplen 300000: wanted a number from 1 to 262144",
                "--max-uncompressed 5x | --max-uncompressed 5x: wanted a size, such as 20G",
                "--buffer 64 | --buffer 64: wanted a size from 256k to 2047M, such as 64M",
                "--state UP | --state UP: wanted a TCP state such as ESTABLISHED, SYN_RECV, time-wait, LISTENING",
                "--state LISTEN, | --state (nothing): wanted a TCP state such as ESTABLISHED, SYN_RECV, time-wait, LISTENING",
            })
    void aWrongCommandLineIsRefusedWithItsReason(String line, String message) {
        Program program = new Program();
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run(line.split(" ")));
        assertEquals("", program.out());
        assertEquals("wirestat: " + message, program.err().lines().findFirst().orElse(""));
        assertTrue(program.err().contains("usage: wirestat"), program.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-tan -r x",
                "-rx -anW",
                "--read=x --at +5 --at 3 -c 5 tcp port 80",
                "-c -an -i any",
                "-4tl -c -r -"
            })
    void picocliReadsTheSameOptionsTheSameWay(String line) throws UsageError {
        String[] words = line.split(" ");
        Arguments ours = Arguments.parse(List.of(words));
        CommandLine.ParseResult theirs = new CommandLine(WrongCommandLine.spec()).parseArgs(words);
        for (Flag flag : Flag.values()) {
            assertEquals(theirs.hasMatchedOption(flag.toString()), ours.has(flag), flag.toString());
            if (flag.takesValue() && !flag.valueMayBeMissing()) {
                assertEquals(theirs.matchedOptionValue(flag.toString(), List.of()), ours.all(flag));
            }
        }
    }

    @Test
    void helpTellsOfEveryOptionAndFitsATerminal() {
        Program program = new Program();
        assertEquals(ExitCode.DONE, program.run("--help"));
        assertEquals("", program.err());
        assertFalse(program.out().lines().anyMatch(text -> text.length() > 100));
        Golden.check("help.txt", program.out());
    }

    @Test
    void shortHelpIsShorterAndNamesTheWhole() {
        Program program = new Program();
        assertEquals(ExitCode.DONE, program.run("-h"));
        Golden.check("help-brief.txt", program.out());
        assertTrue(program.out().contains("--help"), program.out());
    }

    @Test
    void versionNamesLibpcapAndVerboselyTheMemoryAndTheListOfMakers() {
        Program program = new Program();
        assertEquals(ExitCode.DONE, program.run("--version", "-v"));
        assertTrue(program.out().contains("makers of MACs"), program.out());
        String limit = Words.bytes(Runtime.getRuntime().maxMemory());
        assertTrue(program.out().contains("Java may take " + limit + ";"), program.out());
        program.out.reset();
        assertEquals(ExitCode.DONE, program.run("--version"));
        assertTrue(program.out().startsWith("wirestat "), program.out());
        assertTrue(program.out().contains("libpcap version 1.10.3"), program.out());
    }
}
