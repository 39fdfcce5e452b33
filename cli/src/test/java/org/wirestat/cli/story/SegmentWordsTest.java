package org.wirestat.cli.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tcpdump's words for headers that captures of well-behaved hosts do not hold. */
class SegmentWordsTest {

    private static TcpHeader header(int flags, int offsetWords, int payloadLength, int... options) {
        ByteBuffer bytes = ByteBuffer.allocate(20 + options.length);
        bytes.putInt(0xc000_0050).putInt(0xffff_fff0).putInt(7);
        bytes.putShort((short) (offsetWords << 12 | flags)).putShort((short) 512);
        bytes.putShort((short) 0).putShort((short) 9);
        for (int option : options) {
            bytes.put((byte) option);
        }
        return new TcpHeader(bytes.flip(), payloadLength);
    }

    @ParameterizedTest
    @CsvSource({"0x000, none", "0x002, S", "0x012, S.", "0x011, F.", "0x029, FPU", "0x0c2, SEW", "0x1ff, FSRP.UEWe"})
    void flagsHaveTcpdumpsLetters(String flags, String letters) {
        assertEquals(letters, header(Integer.decode(flags), 5, 0).flagLetters());
    }

    @Test
    void numbersWrapAndTheUrgentPointerIsShown() {
        assertEquals(
                "Flags [P.U], seq 4294967280:4, ack 7, win 512, urg 9, length 20",
                SegmentWords.absolute(header(0x038, 5, 20)));
        assertEquals(
                "Flags [P.U], seq 1:21, ack 2, win 512, urg 9, length 20",
                SegmentWords.words(header(0x038, 5, 20), 0xffff_ffef, 5));
    }

    @Test
    void optionsAreNamedAndSackCountsFromTheOtherSidesBase() {
        assertEquals(
                "Flags [.], ack 2, win 512, options [nop,nop,sack 1 {3:4}], length 0",
                SegmentWords.words(header(0x010, 8, 0, 1, 1, 5, 10, 0, 0, 0, 8, 0, 0, 0, 9), 0, 5));
        assertEquals(
                "Flags [S], seq 4294967280, win 512, options [mss 1460,unknown-253,eol], length 0",
                SegmentWords.absolute(header(0x002, 7, 0, 2, 4, 5, 180, 253, 2, 0, 0)));
    }

    @Test
    void whatIsCutOffOrBrokenIsSaid() {
        assertEquals(
                "Flags [S], seq 4294967280, win 512, options [mss 1460,[|tcp]], length 0",
                SegmentWords.absolute(header(0x002, 10, 0, 2, 4, 5, 180)));
        assertEquals(
                "Flags [S], seq 4294967280, win 512, options [sackOK,bad opt], length 0",
                SegmentWords.absolute(header(0x002, 6, 0, 4, 2, 3, 0)));
    }
}
