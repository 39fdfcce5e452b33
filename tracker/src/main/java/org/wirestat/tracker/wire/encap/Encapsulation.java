package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** The door: opens a layer that wraps another one. */
public final class Encapsulation {

    private static final int GRE = 4754; // RFC 8086
    private static final int MPLS = 6635; // RFC 7510
    private static final int VXLAN = 4789;
    private static final int VXLAN_LINUX = 8472; // older than the registered one, and Linux's default
    private static final int VXLAN_GENERIC = 4790;
    private static final int GENEVE = 6081;
    private static final int GTP_USER = 2152;
    private static final int TZSP = 37008;
    private static final int TEREDO = 3544;
    private static final int AYIYA = 5072;
    private static final int L2TP = 1701;

    private Encapsulation() {}

    /**
     * The layer that datagrams between these ports may carry; {@link Layer#STOP} for none. What then proves not to be of
     * that kind ends as malformed.
     */
    public static Layer ofPorts(int sourcePort, int destinationPort) {
        return switch (destinationPort) {
            case VXLAN, VXLAN_LINUX -> Layer.VXLAN;
            case VXLAN_GENERIC -> Layer.VXLAN_GENERIC;
            case GENEVE -> Layer.GENEVE;
            case GTP_USER -> Layer.GTP_USER;
            case TZSP -> Layer.TZSP;
            case GRE -> Layer.GRE;
            case MPLS -> Layer.MPLS_IN_UDP;
            default -> ofEitherPort(sourcePort, destinationPort);
        };
    }

    /** Those of which the answers come from the port that the questions go to. */
    private static Layer ofEitherPort(int sourcePort, int destinationPort) {
        if (sourcePort == TEREDO || destinationPort == TEREDO) {
            return Layer.TEREDO;
        }
        if (sourcePort == AYIYA || destinationPort == AYIYA) {
            return Layer.AYIYA;
        }
        return sourcePort == L2TP || destinationPort == L2TP ? Layer.L2TP : Layer.STOP;
    }

    /** The layer that a payload looks like, whatever the ports; {@link Layer#STOP} for none. */
    public static Layer ofLooks(ByteBuffer bytes, int at, int end) {
        return Teredo.isLikely(bytes, at, end) ? Layer.TEREDO : Layer.STOP;
    }

    /** Opens one that {@link Layer} lists as a wrapper. */
    public static Layer open(Layer layer, ByteBuffer bytes, Cursor cursor) {
        return switch (layer) {
            case MPLS -> Mpls.open(bytes, cursor);
            case MPLS_IN_UDP -> Mpls.openInUdp(bytes, cursor);
            case PPPOE -> Pppoe.open(bytes, cursor);
            case PPP -> Ppp.open(bytes, cursor);
            case PPP_SERIAL -> Ppp.openSerial(bytes, cursor);
            case CISCO_HDLC -> CiscoHdlc.open(bytes, cursor);
            case FRAME_RELAY -> FrameRelay.open(bytes, cursor);
            case CISCO_METADATA -> CiscoMetadata.open(bytes, cursor);
            case FABRIC_PATH -> FabricPath.open(cursor);
            case PROVIDER_BACKBONE -> ProviderBackbone.open(cursor);
            case VN_TAG -> VnTag.open(bytes, cursor);
            case MACSEC -> Macsec.open(bytes, cursor);
            case GRE -> Gre.open(bytes, cursor);
            case ERSPAN -> Erspan.open(bytes, cursor);
            case VXLAN -> Vxlan.open(bytes, cursor);
            case VXLAN_GENERIC -> Vxlan.openGeneric(bytes, cursor);
            case GENEVE -> Geneve.open(bytes, cursor);
            case TZSP -> Tzsp.open(bytes, cursor);
            case TEREDO -> Teredo.open(bytes, cursor);
            case AYIYA -> Ayiya.open(bytes, cursor);
            case GTP_USER -> GtpUser.open(bytes, cursor);
            case L2TP -> L2tp.open(bytes, cursor);
            case L2TP_SESSION -> L2tp.openSession(bytes, cursor);
            case ETHER_IP -> EtherIp.open(bytes, cursor);
            case BROADCOM_TAG -> SwitchTag.openBroadcom(bytes, cursor);
            case MARVELL_TAG -> SwitchTag.openMarvell(bytes, cursor);
            case MARVELL_TYPED_TAG -> SwitchTag.openMarvellTyped(bytes, cursor);
            case WLAN -> Wlan.open(bytes, cursor);
            case WLAN_SUBFRAME -> Wlan.openSubframe(bytes, cursor);
            case RADIOTAP -> Radiotap.open(bytes, cursor);
            case PPI -> Ppi.open(bytes, cursor);
            case PKTAP -> Pktap.open(bytes, cursor);
            case FDDI -> Fddi.open(bytes, cursor);
            case FIBRE_CHANNEL -> FibreChannel.open(cursor);
            case NFLOG -> Nflog.open(bytes, cursor);
            default -> throw new IllegalArgumentException("no wrapper: " + layer);
        };
    }
}
