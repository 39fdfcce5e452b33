package org.wirestat.cli.view;

import java.util.Arrays;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.PortOrder;

/** Addresses, of one IP version, and ports, by numbers from 0 on: eighteen bytes each, ten for IPv4. */
final class EndKeys implements PortOrder.Ports {

    private final boolean isV6;
    private long[] highs;
    private long[] lows;
    private char[] ports;
    private int size;

    EndKeys(int ipVersion, int capacity) {
        isV6 = ipVersion == 6;
        highs = new long[isV6 ? capacity : 0];
        lows = new long[capacity];
        ports = new char[capacity];
    }

    void add(SocketRow.Address end) {
        if (size == lows.length) {
            int more = size + size / 2;
            highs = Arrays.copyOf(highs, isV6 ? more : 0);
            lows = Arrays.copyOf(lows, more);
            ports = Arrays.copyOf(ports, more);
        }
        IpAddress host = end.host();
        if (isV6) {
            highs[size] = host.high();
        }
        lows[size] = host.low();
        ports[size++] = (char) end.port();
    }

    boolean areSame(int one, int other) {
        return ports[one] == ports[other] && lows[one] == lows[other] && high(one) == high(other);
    }

    @Override
    public long high(int number) {
        return isV6 ? highs[number] : 0;
    }

    @Override
    public long low(int number) {
        return lows[number];
    }

    @Override
    public int port(int number) {
        return ports[number];
    }
}
