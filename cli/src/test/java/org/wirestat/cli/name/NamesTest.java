package org.wirestat.cli.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transport;

class NamesTest {

    private static IpAddress ip(String text) {
        return Objects.requireNonNull(IpLiteral.parse(text));
    }

    @Test
    void servicesAreNamedByPortAndTransport() {
        Services services = Services.load();
        assertEquals("http-alt", services.name(Transport.TCP, 8080));
        assertEquals("domain", services.name(Transport.UDP, 53));
        assertEquals("shell", services.name(Transport.TCP, 514));
        assertEquals("syslog", services.name(Transport.UDP, 514));
        assertNull(services.name(Transport.TCP, 49_152));
        assertEquals(Set.of(443), services.ports("https"));
        assertEquals(Set.of(), services.ports("nonsense"));
    }

    @Test
    void theFirstLineOfAnAddressInTheHostsFileNamesIt() {
        HostsFile hosts = HostsFile.parse("""
                127.0.0.1\tlocalhost loopback
                # 10.0.0.1 commented
                10.0.0.5  web www # the server
                10.0.0.5  other
                ::1 ip6-localhost
                10.0.0.6
                nonsense here
                """);
        assertEquals("localhost", hosts.name(ip("127.0.0.1")));
        assertEquals("web", hosts.name(ip("10.0.0.5")));
        assertEquals("ip6-localhost", hosts.name(ip("::1")));
        assertNull(hosts.name(ip("10.0.0.6")));
        assertNull(hosts.name(ip("10.0.0.1")));
    }

    @Test
    void aHostsFileThatIsNotThereNamesNobody() {
        assertNull(HostsFile.read(Path.of("no", "such", "file")).name(ip("127.0.0.1")));
    }

    @Test
    void whatHasNoNameKeepsItsNumber() {
        Names names = Names.of(Services.load(), Hosts.nameless(), MacMakers.none());
        assertEquals("10.0.0.5", names.host(ip("10.0.0.5")));
        assertEquals("40000", names.port(Transport.TCP, 40_000));
    }
}
