package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.wire.Segment;

/** Which ICMP errors end an attempt to connect: those of Linux's icmp_err_convert and icmpv6_err_convert. */
class UnreachableTest {

    private static List<Integer> hardOnes(int protocol, int type) {
        return IntStream.range(0, 256)
                .filter(code -> {
                    Segment error = new Segment();
                    error.protocol = protocol;
                    error.sourcePort = type;
                    error.destinationPort = code;
                    return Unreachable.isHard(error);
                })
                .boxed()
                .toList();
    }

    private static final List<Integer> ALL = IntStream.range(0, 256).boxed().toList();

    /** RFC 1122 §3.2.2.1 and RFC 1812 §5.2.7.1 know codes up to 15; 4 tells the size of the path, RFC 1191. */
    @Test
    void whatCannotBeReachedEndsItButForAPathThatIsTooNarrow() {
        assertEquals(List.of(0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), hardOnes(Segment.ICMP, 3));
    }

    @Test
    void timeExceededAndParameterProblemsEndItWhateverTheirCode() {
        assertEquals(ALL, hardOnes(Segment.ICMP, 11));
        assertEquals(ALL, hardOnes(Segment.ICMP, 12));
    }

    @Test
    void noOtherMessageEndsIt() {
        for (int type = 0; type < 256; type++) {
            if (type != 3 && type != 11 && type != 12) {
                assertEquals(List.of(), hardOnes(Segment.ICMP, type), "type " + type);
            }
        }
    }

    /** RFC 4443 §3: 2, packet too big, tells the size of the path; from 128 on they are no errors. */
    @Test
    void ofIpv6AllErrorsEndItButForAPathThatIsTooNarrow() {
        for (int type = 0; type < 256; type++) {
            List<Integer> hard = type == 1 || type == 3 || type == 4 ? ALL : List.of();
            assertEquals(hard, hardOnes(Segment.ICMPV6, type), "type " + type);
        }
    }
}
