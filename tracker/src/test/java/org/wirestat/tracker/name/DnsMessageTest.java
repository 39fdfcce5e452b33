package org.wirestat.tracker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.IpAddress;

/** Messages that no honest name server sends. */
class DnsMessageTest {

    private static final String HEADER = "1234 8180 0000 0001 0000 0000";
    private static final String ADDRESS = "0001 0001 0000012c 0004 c6336407";

    private final Told told = new Told();

    private Told answers(String... digits) {
        return told.udp(53, 3333, Told.bytes(digits));
    }

    private static String label(String text) {
        StringBuilder digits = new StringBuilder("%02x".formatted(text.length()));
        text.chars().forEach(c -> digits.append("%02x".formatted(c)));
        return digits.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c00c", "c0ff", "c00d", "0161c00c", "0161c00e", "ffff", "40", "80"})
    void pointersThatGoNowhereOrInCirclesAndUnknownLabelsNameNobody(String name) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> answers(HEADER, name, ADDRESS));
        assertNull(told.far(198, 51, 100, 7));
    }

    @Test
    void aNameOfTheMostThatDnsAllowsIsTakenAndALongerOneNot() {
        String label = label("x".repeat(63));
        String whole = label + label + label + label("x".repeat(61)) + "00";
        assertEquals(
                253 + " (DNS)".length(),
                String.valueOf(answers(HEADER, whole, ADDRESS).far(198, 51, 100, 7))
                        .length());
        Told other = new Told().udp(53, 3333, Told.bytes(HEADER, label, label, label, label, "00", ADDRESS));
        assertNull(other.far(198, 51, 100, 7));
    }

    @Test
    void aLabelWithADotInsidePretendsToBeAnotherName() {
        assertNull(answers(HEADER, label("www.bank"), label("example"), "00", ADDRESS)
                .far(198, 51, 100, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "10"})
    void namesThatReadLikeAnAddressOrLikeOneselfAreNone(String name) {
        assertNull(answers(HEADER, label(name), "00", ADDRESS).far(198, 51, 100, 7));
    }

    @Test
    void aNameWithAColonWouldReadLikeAnAddressToo() {
        assertNull(answers(HEADER, label("fd00::1"), "00", ADDRESS).far(198, 51, 100, 7));
    }

    @Test
    void theRootIsNobodysName() {
        assertNull(answers(HEADER, "00", ADDRESS).far(198, 51, 100, 7));
    }

    @Test
    void case202_controlCharactersAreKeptForTheEscaperAndBytesThatAreNoUtf8StayApart() {
        answers(HEADER, label("\u001b]0;pwned\u0007"), "00", ADDRESS);
        assertEquals("\u001b]0;pwned\u0007 (DNS)", told.far(198, 51, 100, 7));
        answers(HEADER, "04 9b33316d", "00", ADDRESS);
        assertEquals("\u009b31m (DNS)", told.far(198, 51, 100, 7));
        answers(HEADER, "05 62c3bc726f", "00", ADDRESS);
        assertEquals("b\u00fcro (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void internationalisedNamesStayAsTheyAre() {
        answers(HEADER, label("xn--bcher-kva"), label("example"), "00", ADDRESS);
        assertEquals("xn--bcher-kva.example (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void aliasesInACircleEnd() {
        String a = label("a") + "00";
        String b = label("b") + "00";
        String alias = "0005 0001 0000012c 0003";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> answers("1234 8180 0000 0003 0000 0000", a, alias, b, b, alias, a, a, ADDRESS));
    }

    /** RFC 2317: whoever has a part of a network has its reverse names under an alias. */
    @Test
    void aReverseNameMayBeAnAlias() {
        String reverse =
                label("7") + label("100") + label("51") + label("198") + label("in-addr") + label("arpa") + "00";
        String alias = label("7") + label("0-25") + label("example") + "00";
        String host = label("mail") + label("example") + "00";
        answers(
                "1234 8180 0000 0002 0000 0000",
                reverse,
                "0005 0001 0000012c %04x".formatted(alias.length() / 2),
                alias,
                alias,
                "000c 0001 0000012c %04x".formatted(host.length() / 2),
                host);
        assertEquals("mail.example (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void errorsQuestionsAndOtherOperationsSayNothing() {
        for (String flags : new String[] {"0180", "8183", "a980"}) {
            byte[] message = NamesInTrafficTest.ANSWER.clone();
            ByteBuffer.wrap(message).put(2, Told.bytes(flags));
            assertNull(new Told().udp(53, 3333, message).far(198, 51, 100, 7), flags);
        }
    }

    @Test
    void ofABrokenMessageThePartBeforeTheBreakCounts() {
        String good = label("good") + "00" + ADDRESS;
        answers("1234 8180 0000 0009 0000 0000", good, "c0ff");
        assertEquals("good (DNS)", told.far(198, 51, 100, 7));
    }

    @Test
    void reverseNamesGoThereAndBack() {
        for (String text : new String[] {"198.51.100.7", "0.0.0.0"}) {
            int[] parts =
                    Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
            assertEquals(Told.address(parts), ReverseName.address(ReverseName.of(Told.address(parts))));
        }
        IpAddress address = IpAddress.v6(0x20010db8_01234567L, 0x89abcdef_00000001L);
        String name = ReverseName.of(address);
        assertEquals("1.0.0.0.0.0.0.0.f.e.d.c.b.a.9.8.7.6.5.4.3.2.1.0.8.b.d.0.1.0.0.2.ip6.arpa", name);
        assertEquals(address, ReverseName.address(name));
        assertNull(ReverseName.address("256.0.0.10.in-addr.arpa"));
        assertNull(ReverseName.address("0.0.10.in-addr.arpa"));
        assertNull(ReverseName.address("g" + name.substring(1)));
    }
}
