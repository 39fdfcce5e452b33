package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture from between two routers: nobody in it is known to be near. */
class FarHostsTest {

    private static final String CLIENT = "198.51.100.1:40000";
    private static final String SERVER = "203.0.113.9:443";

    @TempDir
    private Path folder;

    /** The table of hosts was empty here, though that of the sockets was not. */
    @Test
    void whoeverHasSocketsInTheTableIsAHost_withoutTheMacOfItsRouter() throws IOException {
        Path file = new TestCapture()
                .tcp(0, CLIENT, SERVER, TestCapture.SYN, 100, 0, 0)
                .tcp(0.1, SERVER, CLIENT, TestCapture.SYN | TestCapture.ACK, 500, 101, 0)
                .tcp(0.2, CLIENT, SERVER, TestCapture.ACK, 101, 501, 0)
                .write(folder.resolve("far.pcap"), 0);
        Program program = new Program();
        program.realSources = true;
        assertEquals(ExitCode.DONE, program.run("-n", "--hosts", "-r", file.toString()), program.err());
        assertTrue(program.out().contains("198.51.100.1 -   -     -    client     2/1"), program.out());
        assertFalse(program.out().contains("203.0.113.9"), program.out());
    }
}
