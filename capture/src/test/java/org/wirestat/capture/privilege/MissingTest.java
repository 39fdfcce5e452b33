package org.wirestat.capture.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

class MissingTest {

    @Test
    void missingPrivilegeNamesTheInterfaceInEveryCommand() {
        CaptureException denied = Missing.privilege("span0", "Operation not permitted");
        assertEquals(Reason.NO_PRIVILEGE, denied.reason());
        assertTrue(String.valueOf(denied.getMessage()).startsWith("span0: no privilege to capture"));
        assertFalse(denied.remedies().isEmpty());
        for (String remedy : denied.remedies()) {
            assertFalse(remedy.contains("setcap"), "setcap on java breaks java");
            assertTrue(!remedy.contains(" -i ") || remedy.contains(" -i span0"), remedy);
        }
    }

    @Test
    void missingLibpcapKeepsTheCause() {
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("Unable to load library 'pcap'");
        CaptureException missing = Missing.libpcap(cause);
        assertEquals(Reason.NO_LIBPCAP, missing.reason());
        assertEquals(cause, missing.getCause());
    }
}
