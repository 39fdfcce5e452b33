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
        makeRoom(1);
        IpAddress host = end.host();
        if (isV6) {
            highs[size] = host.high();
        }
        lows[size] = host.low();
        ports[size++] = (char) end.port();
    }

    void addAll(EndKeys others) {
        makeRoom(others.size);
        if (isV6) {
            System.arraycopy(others.highs, 0, highs, size, others.size);
        }
        System.arraycopy(others.lows, 0, lows, size, others.size);
        System.arraycopy(others.ports, 0, ports, size, others.size);
        size += others.size;
    }

    private void makeRoom(int more) {
        if (size + more > lows.length) {
            int room = Math.max(size + more, size + size / 2);
            highs = Arrays.copyOf(highs, isV6 ? room : 0);
            lows = Arrays.copyOf(lows, room);
            ports = Arrays.copyOf(ports, room);
        }
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
