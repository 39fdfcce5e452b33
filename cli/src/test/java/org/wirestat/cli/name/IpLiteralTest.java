package org.wirestat.cli.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "[fe80::1], fe80::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::ffff:10.0.0.5, ::ffff:10.0.0.5",
        "1:2:3:4:5:6:10.0.0.5, 1:2:3:4:5:6:a00:5",
    })
    void addressesAreRead(String text, String canonical) {
        assertEquals(canonical, String.valueOf(IpLiteral.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.5.6",
                "010.0.0.1",
                "1.2.3.",
                "1.2.3.-4",
                "0x10.0.0.1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "[10.0.0.5]",
                "١٠.0.0.1",
            })
    void everythingElseIsNoAddressAndNeverAskedFor(String text) {
        assertNull(IpLiteral.parse(text));
    }
}
