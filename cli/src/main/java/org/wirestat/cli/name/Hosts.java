package org.wirestat.cli.name;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.name.NameSource;
import org.wirestat.tracker.name.NameTable;
import org.wirestat.tracker.name.SeenName;

/**
 * Names of hosts: the machine's hosts file before all others, since its owner wrote it; then what the traffic said; then
 * what a name server answers, if it may be asked.
 */
public final class Hosts {

    private final HostsFile file;
    private final @Nullable NameTable seen;
    private final @Nullable Resolver resolver;
    private Predicate<IpAddress> isNear = address -> false;

    /**
     * What a host is called.
     *
     * @param text hostile
     * @param source {@code hosts} (the file), {@code asked}, or the protocol that told, in small letters
     */
    public record Named(String text, String source) {}

    /**
     * @param seen names that the traffic gives; null if they are not wanted
     * @param resolver asked for names that nobody gave; null if nobody is asked
     */
    public Hosts(HostsFile file, @Nullable NameTable seen, @Nullable Resolver resolver) {
        this.file = file;
        this.seen = seen;
        this.resolver = resolver;
    }

    /** No names at all. */
    static Hosts nameless() {
        return new Hosts(HostsFile.parse(""), null, null);
    }

    /** Says who stands on the observed segment: what clients call those counts for nothing. */
    public void near(Predicate<IpAddress> isNear) {
        this.isNear = isNear;
    }

    /** A host's name, or null where none is known; then a name server is asked, if that is wanted, and may answer later. */
    @Nullable
    Named name(IpAddress address) {
        String told = file.name(address);
        if (told != null) {
            return new Named(told, "hosts");
        }
        SeenName said = seen == null ? null : seenName(seen, address);
        if (said != null) {
            return new Named(said.text(), said.source().name().toLowerCase(Locale.ROOT));
        }
        String answered = resolver == null ? null : resolver.name(address);
        return answered == null ? null : new Named(answered, "asked");
    }

    private @Nullable SeenName seenName(NameTable names, IpAddress address) {
        SeenName name = names.name(address, false);
        return name != null && name.source() == NameSource.TLS && isNear.test(address)
                ? names.name(address, true)
                : name;
    }

    /** Gives the name server a moment to answer for hosts that will be shown. */
    public void awaitNames(Collection<IpAddress> addresses) {
        if (resolver != null) {
            addresses.forEach(this::name);
            resolver.await();
        }
    }
}
