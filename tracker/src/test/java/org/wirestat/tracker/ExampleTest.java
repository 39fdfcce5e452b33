package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ExampleTest {

    // 10.0.0.1.49152 > 10.0.0.2.443: Flags [S], cksum 0x7378 (correct), seq 4294967280, win 64240,
    //   options [mss 1460,sackOK,TS val 1000 ecr 0,nop,wscale 7], length 0
    private static final String SYN = "0200000000020200000000010800"
            + "4500003c1c46400040060a740a0000010a000002"
            + "c00001bbfffffff000000000a002faf073780000"
            + "020405b40402080a000003e80000000001030307";

    @Test
    void theExampleOfThePackageShowsBothEndsOfASyn() {
        assertEquals(
                "10.0.0.1 49152 SYN_SENT OBSERVED\n10.0.0.2 443 CLOSED OBSERVED\n",
                Example.table(HexFormat.of().parseHex(SYN), 1_760_000_000_000_000_000L));
    }
}
