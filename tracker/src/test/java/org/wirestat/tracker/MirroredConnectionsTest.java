package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.TrackerOptions.Carriers;
import org.wirestat.tracker.TrackerOptions.Duplicates;
import org.wirestat.tracker.TrackerOptions.Vlans;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

/** Case 111, and the ways in which a mirror delivers one connection as several. */
class MirroredConnectionsTest extends Script {

    private static final int LINKTYPE_ETHERNET = 1;
    private static final int LINKTYPE_RAW = 101;
    private static final int VXLAN_LENGTH = 20 + 8 + 8;
    private static final TrackerOptions USUAL = TrackerOptions.defaults();

    MirroredConnectionsTest(Way way) {
        super(way);
    }

    private static TrackerOptions options(boolean keepDuplicates, boolean separateVlans, boolean showCarriers) {
        return USUAL.withDuplicates(keepDuplicates ? Duplicates.KEEP : Duplicates.DROP)
                .withVlans(separateVlans ? Vlans.SEPARATE : Vlans.MERGE)
                .withCarriers(showCarriers ? Carriers.SHOW : Carriers.HIDE);
    }

    private static ByteBuffer tagged(ByteBuffer frame, int vlan) {
        ByteBuffer tagged = ByteBuffer.allocate(frame.limit() + 4);
        tagged.put(0, frame, 0, 12).putInt(12, 0x8100_0000 | vlan).put(16, frame, 12, frame.limit() - 12);
        return tagged;
    }

    /** A mirror session that carries the frame in VXLAN from 192.0.2.1 to 192.0.2.2. */
    private static ByteBuffer inVxlan(ByteBuffer frame, int network) {
        ByteBuffer packet = ByteBuffer.allocate(VXLAN_LENGTH + frame.limit());
        packet.putInt(0, 0x45000000 | packet.limit()).putInt(8, 64 << 24 | 17 << 16);
        packet.putInt(12, 0xc0000201).putInt(16, 0xc0000202);
        packet.putInt(20, 49152 << 16 | 4789).putShort(24, (short) (packet.limit() - 20));
        packet.putInt(28, 0x0800_0000).putInt(32, network << 8);
        return packet.put(VXLAN_LENGTH, frame, 0, frame.limit());
    }

    private List<Recording.Frame> frames() {
        return wire.recording().frames();
    }

    private static void give(ConnectionTracker tracker, int linkType, long timeNs, Recording.Frame of, ByteBuffer as) {
        int around = as.limit() - of.bytes().limit();
        tracker.onFrame(linkType, timeNs, of.wireLength() + around, as, 0, as.limit());
    }

    private static List<Connection> connections(ConnectionTracker tracker) {
        List<Connection> connections = new ArrayList<>();
        tracker.snapshot().connections().forEach(connections::add);
        return connections;
    }

    @Test
    void case111_aConnectionUnderTwoTagsOrNoneIsOneUnlessVlansAreToldApart() {
        open();
        for (boolean separate : new boolean[] {false, true}) {
            ConnectionTracker tracker = new ConnectionTracker(options(false, separate, false));
            int count = 0;
            for (Recording.Frame frame : frames()) {
                ByteBuffer bytes = count % 3 == 0 ? frame.bytes() : tagged(frame.bytes(), count % 3);
                give(tracker, LINKTYPE_ETHERNET, frame.timeNs(), frame, bytes);
                count++;
            }
            assertEquals(separate ? 3 : 1, connections(tracker).size());
        }
    }

    @Test
    void copiesOnTwoVlansAreTwoConnectionsOnlyIfBothIsAskedFor() {
        open();
        for (boolean keep : new boolean[] {false, true}) {
            ConnectionTracker tracker = new ConnectionTracker(options(keep, keep, false));
            for (Recording.Frame frame : frames()) {
                for (int vlan = 1; vlan <= 2; vlan++) {
                    give(tracker, LINKTYPE_ETHERNET, frame.timeNs(), frame, tagged(frame.bytes(), vlan));
                }
            }
            List<Connection> connections = connections(tracker);
            assertEquals(keep ? 2 : 1, connections.size());
            assertEquals(4, connections.get(0).originator().packets());
            assertEquals(3, connections.get(0).responder().packets());
        }
    }

    @Test
    void aConnectionInTwoMirrorSessionsIsOneWhicheverOfThemIsFirst() {
        open();
        ConnectionTracker tracker = new ConnectionTracker(USUAL);
        int count = 0;
        for (Recording.Frame frame : frames()) {
            int first = count++ % 2;
            give(tracker, LINKTYPE_RAW, frame.timeNs(), frame, inVxlan(frame.bytes(), 1 + first));
            give(tracker, LINKTYPE_RAW, frame.timeNs() + 5_000, frame, inVxlan(frame.bytes(), 2 - first));
        }
        List<Connection> connections = connections(tracker);
        assertEquals(1, connections.size());
        assertEquals(
                7,
                connections.get(0).originator().packets()
                        + connections.get(0).responder().packets());
        assertEquals(7, tracker.snapshot().counters().duplicates());
    }

    @Test
    void aConnectionWithOneDirectionInEachOfTwoMirrorSessionsIsOne() {
        open();
        for (boolean separate : new boolean[] {false, true}) {
            ConnectionTracker tracker = new ConnectionTracker(options(false, separate, false));
            ByteBuffer client = source(frames().get(0).bytes());
            for (Recording.Frame frame : frames()) {
                ByteBuffer carried =
                        inVxlan(frame.bytes(), source(frame.bytes()).equals(client) ? 101 : 102);
                give(tracker, LINKTYPE_RAW, frame.timeNs(), frame, carried);
            }
            List<Connection> connections = connections(tracker);
            assertEquals(separate ? 2 : 1, connections.size());
            if (!separate) {
                assertEquals(4, connections.get(0).originator().packets());
                assertEquals(3, connections.get(0).responder().packets());
            }
        }
    }

    /** The sender's address. */
    private static ByteBuffer source(ByteBuffer frame) {
        return frame.get(14) >>> 4 == 4 ? frame.slice(26, 4) : frame.slice(22, 16);
    }

    @Test
    void equalAddressesInTwoNetworksAreTwoConnections() {
        open();
        ConnectionTracker tracker = new ConnectionTracker(USUAL);
        for (int network = 1; network <= 2; network++) {
            long laterNs = seconds(network);
            for (Recording.Frame frame : frames()) {
                give(tracker, LINKTYPE_RAW, frame.timeNs() + laterNs, frame, inVxlan(frame.bytes(), network));
            }
        }
        assertEquals(2, connections(tracker).size());
    }

    @Test
    void carriersAreConversationsOnlyIfAskedFor() {
        open();
        for (boolean shown : new boolean[] {false, true}) {
            ConnectionTracker tracker = new ConnectionTracker(options(false, false, shown));
            for (Recording.Frame frame : frames()) {
                give(tracker, LINKTYPE_RAW, frame.timeNs(), frame, inVxlan(frame.bytes(), 7));
            }
            List<Connection> connections = connections(tracker);
            assertEquals(shown ? 2 : 1, connections.size());
            if (shown) {
                Endpoint carrier = connections.stream()
                        .filter(connection -> connection.transport() == Transport.UDP)
                        .findFirst()
                        .orElseThrow()
                        .originator();
                assertEquals("192.0.2.1", carrier.address().toString());
                assertEquals(7, carrier.packets());
            }
        }
    }
}
