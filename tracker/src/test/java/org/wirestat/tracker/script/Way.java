package org.wirestat.tracker.script;

import org.wirestat.tracker.IpAddress;

/** The four ways in which every scenario runs: which end the flow table takes for its first, and which IP carries it. */
public enum Way {
    CLIENT_IS_LOWER(4, false),
    CLIENT_IS_HIGHER(4, true),
    CLIENT_IS_LOWER_IPV6(6, false),
    CLIENT_IS_HIGHER_IPV6(6, true);

    // The order of the halves is contrary: only the first may decide.
    private static final long LOWER_NET = 0x2001_0db8_0000_0001L;
    private static final long HIGHER_NET = 0xfd00_0000_0000_0001L;

    private final int ipVersion;
    private final boolean clientIsHigher;

    Way(int ipVersion, boolean clientIsHigher) {
        this.ipVersion = ipVersion;
        this.clientIsHigher = clientIsHigher;
    }

    int ipVersion() {
        return ipVersion;
    }

    IpAddress client() {
        return clientIsHigher ? higher() : lower();
    }

    IpAddress server() {
        return clientIsHigher ? lower() : higher();
    }

    private IpAddress lower() {
        return ipVersion == 4 ? IpAddress.v4(0x0a000001) : IpAddress.v6(LOWER_NET, 0xffff_0000_0000_0002L);
    }

    private IpAddress higher() {
        return ipVersion == 4 ? IpAddress.v4(0xc0a80001) : IpAddress.v6(HIGHER_NET, 1);
    }
}
