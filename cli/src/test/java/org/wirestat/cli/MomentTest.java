package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.cli.print.UtcTime;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "1795276987.123456,          2026-11-21T16:03:07.123456000Z",
        "1795276987.1234567899,      2026-11-21T16:03:07.123456789Z",
        "0,                          1970-01-01T00:00:00.000000000Z",
        "2026-11-21T16:03:07Z,       2026-11-21T16:03:07.000000000Z",
        "2026-11-21t16:03:07.25z,    2026-11-21T16:03:07.250000000Z",
        "2026-11-21 17:03:07+01:00,  2026-11-21T16:03:07.000000000Z",
        "16:03:07.25,                2026-11-21T16:03:07.250000000Z",
        "16:03,                      2026-11-21T16:03:00.000000000Z",
        "9:00,                       2026-11-21T09:00:00.000000000Z",
        "+30s,                       2026-11-21T14:03:37.000000000Z",
        "+1.5,                       2026-11-21T14:03:08.500000000Z",
        "+1h30m,                     2026-11-21T15:33:07.000000000Z",
        "+292y,                      ",
        "+99999999d,                 ",
    })
    void everyFormNamesItsMoment(String text, String utc) {
        Moment moment = Moment.parse(text);
        if (utc == null) {
            assertNull(moment);
        } else {
            assertNotNull(moment);
            assertEquals(utc, UtcTime.text(moment.epochNs(Program.START_NS)));
        }
    }

    @Test
    void aFrameIsNamedByItsNumber() {
        assertEquals(new Moment(Moment.Kind.FRAME, 1200), Moment.parse("#1200"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "#0",
                "#-1",
                "#+1",
                "#x",
                "+",
                "+-5",
                "+5x",
                "-5",
                "1.",
                ".",
                "1.2.3",
                "24:00",
                "12:60",
                "12:00:61",
                "1:2",
                "2026-11-21",
                "2026-11-21T16:03:07",
                "2026-13-01T00:00:00Z",
                "99999999999",
                "now",
                "１２:００",
            })
    void nonsenseIsNoMoment(String text) {
        assertNull(Moment.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "30s, 30000000000",
        "5m, 300000000000",
        "2h, 7200000000000",
        "1d, 86400000000000",
        "1.5s, 1500000000",
        "0.25, 250000000",
        "90, 90000000000",
        "10us, 10000",
        "7ns, 7",
        "0.000000001s, 1",
        "1.23456789012s, 1234567890"
    })
    void durationsAreExact(String text, long ns) {
        assertEquals(ns, Durations.parseNs(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5 s", "5sm", "5w", "-5s", "1.s", "1e3", "5s5", "293y", "1..5s", "999999999999h"})
    void nonsenseIsNoDuration(String text) {
        assertNull(Durations.parseNs(text));
    }
}
