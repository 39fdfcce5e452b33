package org.wirestat.cli.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacMakersTest {

    private static final long CISCO = 0x00000c_123456L;

    @TempDir
    private Path folder;

    private MacMakers makers(String text) throws IOException {
        return MacMakers.read(Files.writeString(folder.resolve("oui"), text));
    }

    @Test
    void aListIsNamedWithItsDateAndItsLicence() throws IOException {
        Path list = Files.writeString(folder.resolve("oui"), "00000C Cisco\n");
        Files.setLastModifiedTime(list, FileTime.from(Instant.parse("2022-08-27T23:30:00Z")));
        Path licence = folder.resolve("copyright");
        assertEquals(list + " of 2022-08-27; its licence is not on this machine", MacMakers.origin(list, licence));
        Files.writeString(licence, "Public Domain");
        assertEquals(list + " of 2022-08-27; licence: " + licence, MacMakers.origin(list, licence));
    }

    /** As nmap, arp-scan and the registry itself write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# a comment\n00000C Cisco Systems\n",
                "00000C\tCisco Systems\n",
                "OUI/MA-L\n00-00-0C   (hex)\t\tCisco Systems\n00000C     (base 16)\t\tSomebody else\n"
            })
    void makersAreReadInTheFormsOfThePackagesThatBringThem(String text) throws IOException {
        assertEquals("Cisco Systems", makers(text).maker(CISCO));
        assertNull(makers(text).maker(0x00000d_123456L));
    }

    @Test
    void longerPrefixesOfSmallBlocksAreNotTakenForWholeOnes() throws IOException {
        assertNull(makers("00000C123 Somebody\n").maker(CISCO));
    }

    @Test
    void aMacThatSoftwareMadeUpHasNoMaker() throws IOException {
        assertNull(makers("02000C Somebody\n").maker(0x02000c_123456L));
    }

    @Test
    void withoutAListNobodysMakerIsKnown() throws IOException {
        assertNull(MacMakers.none().maker(CISCO));
        assertNull(MacMakers.read(folder.resolve("missing")).maker(CISCO));
    }
}
