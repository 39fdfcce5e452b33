package org.wirestat.cli.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wirestat.tracker.IpAddress;

/** Hosts and ports that were seen, for those who ask for one that was not. A sample, if there are very many. */
final class Seen {

    private static final int MOST_HOSTS = 1 << 12;
    private static final int MOST_PORTS = 1 << 8;
    private static final int SHOWN = 4;

    private final Map<IpAddress, TreeSet<Integer>> ports = new TreeMap<>();

    void add(IpAddress host, int port) {
        TreeSet<Integer> ofHost = ports.get(host);
        if (ofHost == null && ports.size() < MOST_HOSTS) {
            ofHost = new TreeSet<>();
            ports.put(host, ofHost);
        }
        if (ofHost != null && ofHost.size() < MOST_PORTS) {
            ofHost.add(port);
        }
    }

    /** What was seen that is most like it. */
    String near(Target target) {
        if (ports.isEmpty()) {
            return "no TCP was seen at all";
        }
        TreeSet<Integer> there = new TreeSet<>();
        ports.forEach((host, ofHost) -> {
            if (target.hosts().contains(host)) {
                there.addAll(ofHost);
            }
        });
        if (!there.isEmpty()) {
            int wanted =
                    target.ports().isEmpty() ? 0 : target.ports().iterator().next();
            return "that host was seen with "
                    + nearest(there, Comparator.comparing(port -> Math.abs(port - wanted)), "port");
        }
        IpAddress wanted = target.hosts().address();
        return "seen were " + nearest(ports.keySet(), Comparator.comparing(host -> distance(host, wanted)), "host");
    }

    private static <T> String nearest(Collection<T> all, Comparator<T> distance, String noun) {
        List<T> sorted = new ArrayList<>(all);
        sorted.sort(distance);
        int shown = Math.min(SHOWN, sorted.size());
        String names = sorted.subList(0, shown).stream().map(String::valueOf).collect(Collectors.joining(", "));
        int more = sorted.size() - shown;
        return noun + (sorted.size() == 1 ? " " : "s ") + names + (more == 0 ? "" : " and " + more + " more");
    }

    /** By the difference of their numbers; addresses of the other version come last. */
    private static BigInteger distance(IpAddress one, IpAddress other) {
        BigInteger distance = number(one).subtract(number(other)).abs();
        return one.version() == other.version() ? distance : distance.setBit(130);
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
