package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Way;

/** ICMP, whose types stand for ports, and transports that nobody looks into. */
class OtherProtocolsTest extends LogScript {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int OSPF = 89;
    private static final int GRE = 47;

    private final boolean isV6;

    OtherProtocolsTest(Way way) {
        super(way);
        isV6 = client.address().version() == 6;
    }

    private List<String> ports() {
        List<String> lines = new ArrayList<>();
        ConnLog log = new ConnLog(
                new ConnLogOptions(Checksums.VERIFY, ServerPorts.usual(), false, 1 << 16),
                conn -> lines.add(conn.originatorPort() + " " + conn.responderPort() + " "
                        + conn.originator().packets() + " " + conn.responder().packets() + " "
                        + conn.payloadBytes(conn.originator()) + " " + conn.state() + " " + conn.history()));
        for (Recording.Frame frame : wire.recording().frames()) {
            log.onFrame(
                    1,
                    frame.timeNs(),
                    frame.wireLength(),
                    frame.bytes(),
                    0,
                    frame.bytes().limit());
        }
        log.end();
        return lines;
    }

    private void icmp(org.wirestat.tracker.script.Host from, int type, int code, int payload) {
        byte[] content = new byte[8 + payload];
        content[0] = (byte) type;
        content[1] = (byte) code;
        wire.packet(from, isV6 ? ICMPV6 : ICMP, content);
    }

    @Test
    void anEchoAndItsAnswerAreOneConnectionOfTheirTypes() {
        icmp(client, isV6 ? 128 : 8, 0, 20);
        icmp(server, isV6 ? 129 : 0, 0, 20);
        assertEquals(List.of(isV6 ? "128 129 1 1 20 OTH " : "8 0 1 1 20 OTH "), ports());
    }

    @Test
    void messagesThatNobodyAnswersAreAConnectionADirection() {
        icmp(client, isV6 ? 1 : 3, 3, 4);
        icmp(client, isV6 ? 1 : 3, 3, 4);
        icmp(server, isV6 ? 1 : 3, 3, 4);
        String type = isV6 ? "1 3 " : "3 3 ";
        assertEquals(List.of(type + "2 0 8 OTH ", type + "1 0 4 OTH "), ports());
    }

    @Test
    void otherTransportsHaveNoPortsAndNoBytes() {
        wire.packet(client, OSPF, new byte[20]);
        wire.packet(client, OSPF, new byte[20]);
        assertEquals(List.of("0 0 2 0 0 OTH "), ports());
    }

    @Test
    void whatOnlyCarriesIsNoConnection() {
        wire.packet(client, GRE, new byte[] {0, 0, 0, 0});
        assertEquals(List.of(), ports());
    }
}
