package org.wirestat.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.TcpState;

/** Whose sockets they are, out of a made-up {@code /proc} with lines as a little-endian kernel writes them. */
class ProgramsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path proc;

    @SuppressWarnings("NullAway.Init")
    private Programs programs;

    @BeforeEach
    void writeProc() throws IOException {
        Path net = Files.createDirectories(proc.resolve("net"));
        String rest = " 01 00000000:00000000 00:00000000 00000000     0        0 ";
        Files.writeString(
                net.resolve("tcp"),
                HEAD + "   0: 0500000A:0050 0900000A:C000" + rest + "701 1 0 100 0 0 10 0\n"
                        + "   1: 00000000:0016 00000000:0000" + rest + "702 1 0 100 0 0 10 0\n");
        Files.writeString(
                net.resolve("tcp6"),
                HEAD + "   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000" + rest
                        + "703 1 0\n"
                        + "   1: 0000000000000000FFFF00000500000A:01BB 0000000000000000FFFF00000900000A:C001" + rest
                        + "704 1 0\n");
        Files.writeString(net.resolve("udp"), HEAD + "   0: 00000000:0035 00000000:0000" + rest + "705 2 0 0\n");
        process(12, "/usr/sbin/sshd\0-D\0", 702);
        process(13, "nginx: master process /usr/sbin/nginx\0", 703, 704);
        process(14, "named\u001b[2J\0-u\0", 705);
        programs = Programs.of(proc);
    }

    private void process(int pid, String commandLine, int... inodes) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(pid + "/fd"));
        Files.writeString(proc.resolve(pid + "/cmdline"), commandLine);
        Files.createSymbolicLink(folder.resolve("0"), Path.of("/dev/null"));
        for (int inode : inodes) {
            Files.createSymbolicLink(folder.resolve(String.valueOf(inode)), Path.of("socket:[" + inode + "]"));
        }
    }

    private @Nullable Program of(HandMade seen) {
        SocketRow row = seen.allSockets("10.0.0.5").get(0);
        return programs.of(row);
    }

    @Test
    void aListeningPortBelongsToWhoHasItAtAnyAddress() {
        assertEquals(new Program(12, "sshd"), of(new HandMade().listener("10.0.0.5:22")));
        assertEquals(
                new Program(13, "nginx: master process /usr/sbin/nginx"), of(new HandMade().listener("10.0.0.5:443")));
    }

    @Test
    void aConnectionIsFoundByAllFourNumbers_alsoInTheTableOfIpv6() {
        HandMade seen =
                new HandMade().tcp("10.0.0.9:49153", TcpState.ESTABLISHED, "10.0.0.5:443", TcpState.ESTABLISHED);
        assertEquals(new Program(13, "nginx: master process /usr/sbin/nginx"), of(seen));
        assertNull(
                of(new HandMade().tcp("10.0.0.9:49154", TcpState.ESTABLISHED, "10.0.0.5:443", TcpState.ESTABLISHED)));
    }

    @Test
    void aSocketOfAProcessThatMayNotBeLookedIntoHasNoProgram() {
        assertNull(of(new HandMade().tcp("10.0.0.9:49152", TcpState.ESTABLISHED, "10.0.0.5:80", TcpState.ESTABLISHED)));
    }

    @Test
    void aUdpSocketBelongsToWhoIsBoundToItsPort() {
        assertEquals(new Program(14, "named\u001b[2J"), of(new HandMade().udp("10.0.0.9:5000", 1, "10.0.0.5:53", 1)));
    }
}
