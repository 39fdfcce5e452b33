package org.wirestat.tracker.wire;

import static org.wirestat.tracker.wire.Packets.SYN;
import static org.wirestat.tracker.wire.Packets.SYN_IPV6;
import static org.wirestat.tracker.wire.Packets.ethernet;
import static org.wirestat.tracker.wire.Packets.ipv4;
import static org.wirestat.tracker.wire.Packets.ipv6;
import static org.wirestat.tracker.wire.Packets.overUdp;
import static org.wirestat.tracker.wire.Packets.udp;
import static org.wirestat.tracker.wire.Packets.withoutIpv6;

import java.util.List;

/**
 * One frame of each link type and of each wrapper, all around the same two SYNs: {@link Packets#SYN} or {@link
 * Packets#SYN_IPV6}. Above each stands what tcpdump -e prints before that; tshark's layers where tcpdump knows none.
 *
 * @param name what wraps
 * @param linkType LINKTYPE_ number
 * @param digits the whole frame
 * @param space {@link Segment#space} that is expected
 */
record SampleFrames(String name, int linkType, String digits, int space) {

    static final List<SampleFrames> ALL = List.of(
            // ethertype IPv4 (0x0800), length 74
            on("Ethernet", 1, ethernet(SYN)),
            // ethertype IPv6 (0x86dd), length 94
            on("Ethernet, IPv6", 1, ethernet("86dd", SYN_IPV6)),
            // ethertype 802.1Q (0x8100), length 78: vlan 100, p 0, ethertype IPv4 (0x0800)
            on("802.1Q", 1, ethernet("8100 0064 0800", SYN)),
            // ethertype 802.1Q (0x8100), length 98: vlan 0, p 3, ethertype IPv6 (0x86dd)
            on("802.1Q priority tag", 1, ethernet("8100 6000 86dd", SYN_IPV6)),
            // ethertype 802.1Q-QinQ (0x88a8), length 82: vlan 100, p 0, ethertype 802.1Q (0x8100), vlan 200, p 0,
            // ethertype IPv4 (0x0800)
            on("802.1ad", 1, ethernet("88a8 0064 8100 00c8 0800", SYN)),
            // ethertype 802.1Q-9100 (0x9100), length 86: vlan 100, p 0, ethertype 802.1Q (0x8100), vlan 200, p 0,
            // ethertype 802.1Q (0x8100), vlan 300, p 0, ethertype IPv4 (0x0800)
            on("three tags, an old one outside", 1, ethernet("9100 0064 8100 00c8 8100 012c 0800", SYN)),
            // 802.3, length 68: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui
            // Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on("802.3, LLC, SNAP", 1, ethernet("0044", "aaaa03 000000 0800" + SYN)),
            // 802.3, length 63: LLC, dsap IP (0x06) Individual, ssap IP (0x06) Command, ctrl 0x03
            on("802.3, LLC, IP", 1, ethernet("003f", "060603" + SYN)),
            // ethertype 802.1Q (0x8100), length 86: vlan 100, p 0, 802.3LLC, dsap SNAP (0xaa) Individual, ssap
            // SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on("VLAN tag, 802.3, SNAP", 1, ethernet("8100 0064 0044", "aaaa03 000000 0800" + SYN)),
            // In 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 76
            on("Linux cooked", 113, "0000 0001 0006 020000000001 0000 0800" + SYN),
            // In 02:00:00:00:00:01 ethertype 802.1Q (0x8100), length 80: vlan 100, p 0, ethertype IPv4
            on("Linux cooked, VLAN tag", 113, "0000 0001 0006 020000000001 0000 8100 0064 0800" + SYN),
            // ifb0  In  ifindex 2 02:00:00:00:00:01 ethertype IPv6 (0x86dd), length 100
            on("Linux cooked 2", 276, "86dd 0000 00000002 0001 00 06 020000000001 0000" + SYN_IPV6),
            // AF IPv4 (2), length 64
            on("null, little-endian", 0, "02000000" + SYN),
            // AF IPv6 (30), length 84
            on("null, big-endian, macOS", 0, "0000001e" + SYN_IPV6),
            // AF IPv6 (24), length 84
            on("loop", 108, "00000018" + SYN_IPV6),
            on("raw", 101, SYN),
            on("raw, IPv6", 101, SYN_IPV6),
            on("raw as DLT_RAW", 12, SYN),
            // tshark: raw:ip:tcp
            on("raw as OpenBSD's DLT_RAW", 14, SYN),
            on("IPv4", 228, SYN),
            on("IPv6", 229, SYN_IPV6),
            // IP (0x0021), length 64
            on("PPP", 9, "ff03 0021" + SYN),
            // IP6 (0x0057), length 81
            on("PPP, short", 9, "57" + SYN_IPV6),
            // ff 03 64 IP
            on("PPP with HDLC framing", 50, "ff03 0021" + SYN),
            // unicast, ethertype IPv4 (0x0800), length 64
            on("PPP with Cisco's framing", 50, "0f00 0800" + SYN),
            // tshark: ppp:ip:tcp
            on("PPP with direction", 204, "01 ff03 0021" + SYN),
            // ethertype PPPoE S (0x8864), length 82: PPPoE  [ses 0x1] IP (0x0021), length 62
            on("PPPoE", 1, ethernet("8864", "1100 0001 003e 0021" + SYN)),
            // PPPoE  [ses 0x1] IP (0x0021), length 62
            on("PPPoE link type", 51, "1100 0001 003e 0021" + SYN),
            // unicast, ethertype IPv4 (0x0800), length 64
            on("Cisco HDLC", 104, "0f00 0800" + SYN),
            // Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID IPv4 (0xcc), length 64
            on("frame relay, NLPID", 107, "1841 03 cc" + SYN),
            // Pad! Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID SNAP (0x80), length 70: oui Ethernet
            // (0x000000), ethertype IPv4 (0x0800), length 60
            on("frame relay, SNAP", 107, "1841 03 00 80 000000 0800" + SYN),
            // Q.922, hdr-len 2, DLCI 100, Flags [none], cisco-ethertype IPv4 (0x0800), length 64
            on("frame relay, Cisco", 107, "1841 0800" + SYN),
            // async0 02:00:00:00:00:01 > 02:00:00:00:00:02, length 81: LLC, dsap SNAP (0xaa) Individual, ssap SNAP
            // (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on("FDDI", 10, "50 020000000002 020000000001 aaaa03 000000 0800" + SYN),
            // 00:00:00:00:00:01 > 00:00:00:00:00:02, length 84: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa)
            // Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on("IP over Fibre Channel", 122, "1000000000000002 1000000000000001 aaaa03 000000 0800" + SYN),
            // BSSID:02:00:00:00:00:02 SA:02:00:00:00:00:01 DA:02:00:00:00:00:03 LLC, dsap SNAP (0xaa) Individual,
            // ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on("802.11", 105, "0801 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800" + SYN),
            // tshark: wlan:llc:ip:tcp
            on(
                    "802.11 between access points, QoS, HT control",
                    105,
                    "8883 0000 020000000002 020000000001 020000000003 1000 020000000004 0000 00000000"
                            + "aaaa03 000000 0800"
                            + SYN),
            // tshark: wlan:llc:ip:tcp
            on(
                    "802.11, first of an A-MSDU",
                    105,
                    "8801 0000 020000000002 020000000001 020000000003 1000 8000"
                            + "020000000002 020000000001 0044 aaaa03 000000 0800"
                            + SYN),
            // BSSID:02:00:00:00:00:02 SA:02:00:00:00:00:01 DA:02:00:00:00:00:03 LLC, dsap SNAP (0xaa) Individual,
            // ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 60
            on(
                    "radiotap",
                    127,
                    "00 00 0900 02000000 10"
                            + "0801 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800"
                            + SYN
                            + "11223344"),
            // 578437695752307201us tsft CF +QoS BSSID:02:00:00:00:00:02 SA:02:00:00:00:00:01 DA:02:00:00:00:00:03
            // LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000),
            // ethertype IPv4 (0x0800), length 60
            on(
                    "radiotap, time and second word, padded header",
                    127,
                    "00 00 1900 03000080 00000000 00000000 0102030405060708 20"
                            + "8801 0000 020000000002 020000000001 020000000003 1000 0000 0000 aaaa03 000000 0800"
                            + SYN),
            // V.0 DLT EN10MB (1) len 8, length 82: 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800),
            // length 74
            on("PPI", 192, "00 00 0800 01000000" + ethernet(SYN)),
            // DLT EN10MB (1) len 108, length 182: 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800),
            // length 74
            on("PKTAP", 258, "6c000000 01000000 01000000" + "00".repeat(96) + ethernet(SYN)),
            // version 0, resource ID 1, family IPv4 (2), length 76
            on("NFLOG", 239, "02000001 08000100 08000100 40000900" + SYN),
            // version 0, resource ID 1, family IPv6 (10), length 96:  [|nflog]; tshark: nflog
            on("NFLOG, big-endian", 239, "0a000001 00080001 86dd0100 00540009" + SYN_IPV6),
            // tcpdump reads it as IP behind sixteen bytes of direction and compressor
            on("SLIP", 8, "00" + "45".repeat(15) + SYN),
            on("Broadcom switch tag", 281, "020000000002 020000000001 20000003 0800" + SYN),
            on("Broadcom switch tag in front", 282, "20000003" + ethernet(SYN)),
            on("Marvell switch tag", 284, "020000000002 020000000001 c0a00064 0800" + SYN),
            on("Marvell switch tag with type", 285, "020000000002 020000000001 dada0000 e0080064 86dd" + SYN_IPV6),
            // ethertype MPLS unicast (0x8847), length 82: MPLS (label 100, tc 0, ttl 64) (label 101, tc 0, [S],
            // ttl 64)
            on("MPLS", 1, ethernet("8847", "00064040 00065140" + SYN)),
            // ethertype MPLS unicast (0x8847), length 96: MPLS (label 100, tc 0, [S], ttl 64); tshark:
            // eth:ethertype:mpls:pwethheuristic:pwethnocw:eth:ethertype:data
            on("MPLS pseudowire with control word", 1, ethernet("8847", "00064140 00000000" + ethernet(SYN))),
            // ethertype MPLS unicast (0x8847), length 92: MPLS (label 100, tc 0, [S], ttl 64); tshark:
            // eth:ethertype:mpls:pwethheuristic:pwethcw:eth:llc:data
            on("MPLS pseudowire without", 1, ethernet("8847", "00064140" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 106: 192.0.2.1.49153 > 192.0.2.2.6635: MPLS (label 100, tc 0, [S],
            // ttl 64)
            on("MPLS in UDP", 1, overUdp(6635, "00064140" + SYN)),
            // ethertype Unknown (0x8909), length 82; tshark: eth:ethertype:cmd:ethertype:ip:tcp
            on("Cisco metadata", 1, ethernet("8909", "01 01 0001 0064 0800" + SYN)),
            // ethertype Unknown (0x8903), length 90; tshark: eth:cfp:eth:ethertype:ip:tcp
            on("FabricPath", 1, ethernet("8903", "0060" + ethernet(SYN))),
            // ethertype Unknown (0x8926), length 80; tshark: eth:ethertype:vntag:ethertype:ip:tcp
            on("VN-Tag", 1, ethernet("8926", "00040000 0800" + SYN)),
            // ethertype 802.1AE MACsec (0x88e5), length 106: an 0, pn 1, flags I, sci 0200000000010001, ethertype
            // IPv4 (0x0800)
            on(
                    "MACsec, integrity only",
                    1,
                    ethernet("88e5", "20 00 00000001 0200000000010001 0800" + SYN + "00".repeat(16))),
            // ethertype Unknown (0x88e7), length 92; tshark: eth:ethertype:ieee8021ah:ethertype:ip:tcp
            on("provider backbone", 1, ethernet("88e7", "00000064" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 94: 192.0.2.1 > 192.0.2.2
            on("IP in IP", 1, ethernet(ipv4(4, SYN))),
            // ethertype IPv4 (0x0800), length 114: 192.0.2.1 > 192.0.2.2
            on("6in4", 1, ethernet(ipv4(41, SYN_IPV6))),
            // ethertype IPv6 (0x86dd), length 114: fd00::1 > fd00::2
            on("4in6", 1, ethernet("86dd", ipv6(4, SYN))),
            // ethertype IPv6 (0x86dd), length 134: fd00::1 > fd00::2
            on("6in6", 1, ethernet("86dd", ipv6(41, SYN_IPV6))),
            // ethertype IPv4 (0x0800), length 98: 192.0.2.1 > 192.0.2.2: GREv0, proto IPv4 (0x0800), length 64
            on("GRE", 1, ethernet(ipv4(47, "0000 0800" + SYN))),
            // ethertype IPv4 (0x0800), length 130: 192.0.2.1 > 192.0.2.2: GREv0, off 0x0, key=0x64, seq 1, proto
            // IPv6 (0x86dd), length 96
            on(
                    "GRE, checksum, key, sequence",
                    1,
                    ethernet(ipv4(47, "b000 86dd 00000000 00000064 00000001" + SYN_IPV6))),
            // ethertype IPv4 (0x0800), length 114: 192.0.2.1 > 192.0.2.2: GREv0, off 0x0, (rtaf=ip *192.0.2.3),
            // proto IPv4 (0x0800), length 80
            on("GRE, source routes", 1, ethernet(ipv4(47, "4000 0800 00000000 0800 00 04 c0000203 00000000" + SYN))),
            // ethertype IPv4 (0x0800), length 112: 192.0.2.1 > 192.0.2.2: GREv0, proto TEB (0x6558), length 78:
            // 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 74
            on("GRE, Ethernet", 1, ethernet(ipv4(47, "0000 6558" + ethernet(SYN)))),
            // ethertype IPv4 (0x0800), length 102: 192.0.2.1 > 192.0.2.2: GREv0, proto MPLS unicast (0x8847),
            // length 68: MPLS (label 100, tc 0, [S], ttl 64)
            on("GRE, MPLS", 1, ethernet(ipv4(47, "0000 8847 00064140" + SYN))),
            // ethertype IPv4 (0x0800), length 102: 192.0.2.1 > 192.0.2.2: GREv0, proto unknown (0x883e), length
            // 68: gre-proto-0x883e; tshark: eth:ethertype:ip:gre:ip:tcp
            on("GRE, WCCP 2", 1, ethernet(ipv4(47, "0000 883e 00000000" + SYN))),
            // ethertype IPv4 (0x0800), length 114: 192.0.2.1 > 192.0.2.2: GREv1, call 1, seq 1, ack 1, proto PPP
            // (0x880b), length 80: IP (0x0021), length 64
            on("GRE, PPTP", 1, ethernet(ipv4(47, "3081 880b 0040 0001 00000001 00000001 ff03 0021" + SYN))),
            // ethertype IPv4 (0x0800), length 106: 192.0.2.1.49153 > 192.0.2.2.4754: UDP, length 64; tshark:
            // eth:ethertype:ip:udp:gre:ip:tcp
            on("GRE over UDP", 1, overUdp(4754, "0000 0800" + SYN)),
            // ethertype IPv4 (0x0800), length 112: 192.0.2.1 > 192.0.2.2: GREv0, proto unknown (0x88be), length
            // 78: gre-proto-0x88be; tshark: eth:ethertype:ip:gre:erspan:eth:ethertype:ip:tcp
            on("ERSPAN I", 1, ethernet(ipv4(47, "0000 88be" + ethernet(SYN)))),
            // ethertype IPv4 (0x0800), length 124: 192.0.2.1 > 192.0.2.2: GREv0, seq 1, proto unknown (0x88be),
            // length 90: gre-proto-0x88be; tshark: eth:ethertype:ip:gre:erspan:eth:ethertype:ip:tcp
            on("ERSPAN II", 1, ethernet(ipv4(47, "1000 88be 00000001 100a0123 00000000" + ethernet(SYN)))),
            // ethertype IPv4 (0x0800), length 128: 192.0.2.1 > 192.0.2.2: GREv0, seq 1, proto unknown (0x22eb),
            // length 94: gre-proto-0x22eb; tshark: eth:ethertype:ip:gre:erspan:eth:ethertype:ip:tcp
            on("ERSPAN III", 1, ethernet(ipv4(47, "1000 22eb 00000001 200a0123 00000001 0000 0000" + ethernet(SYN)))),
            // ethertype IPv4 (0x0800), length 140: 192.0.2.1 > 192.0.2.2: GREv0, seq 1, proto unknown (0x22eb),
            // length 106: gre-proto-0x22eb; tshark:
            // eth:ethertype:ip:gre:erspan:eth:ethertype:vlan:ethertype:ip:tcp
            on(
                    "ERSPAN III with sub-header",
                    1,
                    ethernet(ipv4(
                            47,
                            "1000 22eb 00000001 200a0123 00000001 0000 0007 0000000000000001"
                                    + ethernet("8100 0064 0800", SYN)))),
            // ethertype IPv4 (0x0800), length 124: 192.0.2.1.49153 > 192.0.2.2.4789: VXLAN, flags [I] (0x08), vni
            // 291; tshark: eth:ethertype:ip:udp:vxlan:eth:ethertype:ip:tcp
            in("VXLAN", 0x01000123, overUdp(4789, "08000000 00012300" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 144: 192.0.2.1.49153 > 192.0.2.2.8472: OTV, flags [I] (0x08),
            // overlay 0, instance 291; tshark: eth:ethertype:ip:udp:data
            in("VXLAN on Linux's port", 0x01000123, overUdp(8472, "08000000 00012300" + ethernet("86dd", SYN_IPV6))),
            // ethertype IPv4 (0x0800), length 124: 192.0.2.1.49153 > 192.0.2.2.4789: VXLAN, flags [I] (0x88), vni
            // 291; tshark: eth:ethertype:ip:udp:vxlan:eth:ethertype:ip:tcp
            in("VXLAN with group policy", 0x01000123, overUdp(4789, "88000010 00012300" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 124: 192.0.2.1.49153 > 192.0.2.2.4789: VXLAN, flags [I] (0x08), vni
            // 0; tshark: eth:ethertype:ip:udp:vxlan:eth:ethertype:ip:tcp
            in("VXLAN, no network", 0, overUdp(4789, "08000000 00000000" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 110: 192.0.2.1.49153 > 192.0.2.2.4790: VXLAN-GPE, flags [IP], vni
            // 291
            in("VXLAN-GPE", 0x01000123, overUdp(4790, "0c000001 00012300" + SYN)),
            // ethertype IPv4 (0x0800), length 128: 192.0.2.1.49153 > 192.0.2.2.6081: Geneve, Flags [none], vni
            // 0x123, proto TEB (0x6558), options [4 bytes]: 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4
            // (0x0800), length 74
            in("GENEVE", 0x02000123, overUdp(6081, "01006558 00012300 00000000" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 130: 192.0.2.1.49153 > 192.0.2.2.6081: Geneve, Flags [none], vni
            // 0x123, proto IPv6 (0x86dd)
            in("GENEVE, IPv6", 0x02000123, overUdp(6081, "000086dd 00012300" + SYN_IPV6)),
            // ethertype IPv4 (0x0800), length 125: 192.0.2.1.49153 > 192.0.2.2.37008: UDP, length 83; tshark:
            // eth:ethertype:ip:udp:tzsp:eth:ethertype:ip:tcp
            on("TZSP", 1, overUdp(37008, "01000001 00 2901ff 01" + ethernet(SYN))),
            // ethertype IPv4 (0x0800), length 139: 192.0.2.1.49153 > 192.0.2.2.37008: UDP, length 97; tshark:
            // eth:ethertype:ip:udp:tzsp:wlan:llc:ip:tcp
            on(
                    "TZSP, 802.11",
                    1,
                    overUdp(
                            37008,
                            "01000012 01 0801 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800"
                                    + SYN)),
            // ethertype IPv4 (0x0800), length 122: 192.0.2.1.49153 > 192.0.2.2.3544: UDP, length 80; tshark:
            // eth:ethertype:ip:udp:teredo:ipv6:tcp
            on("Teredo", 1, overUdp(3544, SYN_IPV6)),
            // ethertype IPv4 (0x0800), length 143: 192.0.2.1.3544 > 192.0.2.2.49153: UDP, length 101; tshark:
            // eth:ethertype:ip:udp:teredo:ipv6:tcp
            on(
                    "Teredo, authentication and origin",
                    1,
                    ethernet(ipv4(
                            17, udp(3544, 49153, "0001 00 00 0102030405060708 00 0000 3ffe 3ffffdfe" + SYN_IPV6)))),
            // ethertype IPv4 (0x0800), length 166: 192.0.2.1.49153 > 192.0.2.2.5072: UDP, length 124; tshark:
            // eth:ethertype:ip:udp:ayiya:ipv6:tcp
            on("AYIYA", 1, overUdp(5072, "41521129 00000001" + "00".repeat(16 + 20) + SYN_IPV6)),
            // ethertype IPv4 (0x0800), length 110: 192.0.2.1.49153 > 192.0.2.2.2152: UDP, length 68; tshark:
            // eth:ethertype:ip:udp:gtp:ip:tcp
            in("GTP-U", 0x03000000 ^ path(), overUdp(2152, "30 ff 003c 00000001" + SYN)),
            // ethertype IPv4 (0x0800), length 118: 192.0.2.1.49153 > 192.0.2.2.2152: UDP, length 76; tshark:
            // eth:ethertype:ip:udp:gtp:ip:tcp
            in(
                    "GTP-U, sequence and extension",
                    0x03000000 ^ path(),
                    overUdp(2152, "36 ff 0044 00000001 0001 00 85 01 1000 00" + SYN)),
            // ethertype IPv4 (0x0800), length 114: 192.0.2.1.49153 > 192.0.2.2.1701:  l2tp:[L](1/1) {IP (0x0021),
            // length 64
            on("L2TP", 1, overUdp(1701, "4002 0048 0001 0001 ff03 0021" + SYN)),
            // ethertype IPv4 (0x0800), length 118: 192.0.2.1.49153 > 192.0.2.2.1701:  l2tp:[SO](1/1)Ns=1,Nr=0 {IP
            // (0x0021), length 62
            on("L2TP, sequence and offset", 1, overUdp(1701, "0a02 0001 0001 0001 0000 0002 0000 0021" + SYN)),
            // ethertype IPv4 (0x0800), length 116: 192.0.2.1 > 192.0.2.2:  ip-proto-115 82; tshark:
            // eth:ethertype:ip:l2tp:data
            on("L2TP 3 over IP", 1, ethernet(ipv4(115, "00000001 00000000" + ethernet(SYN)))),
            // ethertype IPv4 (0x0800), length 144: 192.0.2.1.49153 > 192.0.2.2.1701:  Unknown Version, neither
            // L2F(1) nor L2TP(2); tshark: eth:ethertype:ip:udp:l2tp:data
            on("L2TP 3 over UDP", 1, overUdp(1701, "0003 0000 00000001" + ethernet("86dd", SYN_IPV6))),
            // ethertype IPv4 (0x0800), length 110: 192.0.2.1 > 192.0.2.2:  ip-proto-97 76; tshark:
            // eth:ethertype:ip:etherip:eth:ethertype:ip:tcp
            on("Ethernet in IP", 1, ethernet(ipv4(97, "3000" + ethernet(SYN)))),
            // ip: fd00::1 > fd00::2: HBH RT6 (len=0, type=4, segleft=0, last-entry=0, tag=0) DSTOPT
            on(
                    "IPv6 hop-by-hop, routing, destination options",
                    229,
                    ipv6(
                            0,
                            "2b 00 010400000000" + "3c 00 04 00 00000000" + "06 00 010400000000"
                                    + withoutIpv6(SYN_IPV6))),
            // ip: fd00::1 > fd00::2: AH(spi=0x00000001,seq=0x1,icv=0x000000000000000000000000)
            on(
                    "IPv6 authentication header",
                    229,
                    ipv6(51, "06 04 0000 00000001 00000001 000000000000000000000000" + withoutIpv6(SYN_IPV6))),
            // ip: fd00::1 > fd00::2: frag (0|40)
            on("IPv6 atomic fragment", 229, ipv6(44, "06 00 0000 00000001" + withoutIpv6(SYN_IPV6))),
            // ethertype 802.1Q (0x8100), length 236: vlan 100, p 0, ethertype IPv4 (0x0800), 192.0.2.1 >
            // 192.0.2.2: GREv0, proto IPv4 (0x0800), length 198: 192.0.2.1 > 192.0.2.2: fd00::1 > fd00::2:
            // 192.0.2.1.49153 > 192.0.2.2.6081: Geneve, Flags [none], vni 0x124, proto TEB (0x6558):
            // 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1Q (0x8100), length 98: vlan 100, p 0,
            // ethertype IPv6 (0x86dd)
            in(
                    "four tunnels",
                    0x02000124,
                    ethernet(
                            "8100 0064 0800",
                            ipv4(
                                    47,
                                    "0000 0800"
                                            + ipv4(
                                                    41,
                                                    ipv6(
                                                            4,
                                                            ipv4(
                                                                    17,
                                                                    udp(
                                                                            6081,
                                                                            "00006558 00012400"
                                                                                    + ethernet(
                                                                                            "8100 0064 86dd",
                                                                                            SYN_IPV6)))))))));

    boolean isIpv6() {
        return digits.replaceAll("\\s", "").contains("faf08d8a"); // the window and checksum of SYN_IPV6
    }

    @Override
    public String toString() {
        return name;
    }

    private static SampleFrames on(String name, int linkType, String digits) {
        return new SampleFrames(name, linkType, digits, 0);
    }

    private static SampleFrames in(String name, int space, String digits) {
        return new SampleFrames(name, LinkType.ETHERNET, digits, space);
    }

    private static int path() {
        return 0xc0000201 + 0xc0000202;
    }
}
