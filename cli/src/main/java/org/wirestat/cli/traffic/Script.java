package org.wirestat.cli.traffic;

import java.util.Random;
import org.wirestat.cli.traffic.Ends.Transport;

/**
 * How conversations go: a letter for each frame, a capital one for those of the client. A line that stands several times is
 * as many times as frequent.
 */
final class Script {

    static final char SYN = 's';
    static final char ACK = 'a';
    static final char DATA = 'd';
    static final char AGAIN = 'x';

    /** A segment after one that was lost, which {@link #LOST} brings. */
    static final char AFTER_GAP = 'g';

    static final char LOST = 'l';
    static final char KEEP_ALIVE = 'k';

    /** A window of 0. */
    static final char FULL = 'z';

    static final char FIN = 'f';
    static final char FIN_AGAIN = 'e';

    /** A FIN whose sender has not seen the other's. */
    static final char FIN_AT_ONCE = 'q';

    static final char RESET = 'r';

    /** The answer of a closed port to a SYN. */
    static final char REFUSE = 'c';

    /** The answer of a closed port to a datagram. */
    static final char UNREACHABLE = 'u';

    private static final String[] TCP_OPENINGS = {
        "SsA", "SsA", "SsA", "SsA", "SsA", "SsA", "SsA", "SsA", "SsA", "SsA", "SSsA", "SssA", "SsAsA", "Ss",
        "", // it began before the capture did
    };

    /** Of those that never open. */
    private static final String[] TCP_FAILURES = {"Sc", "Sc", "S", "SS", "SSS", "SscSc"};

    private static final String[] TCP_ROUNDS = {
        "DdA", "DdA", "DdA", "DdA", "Dd", "Dd", "Dad", "DadA", "DadddA", "DaDaDd", "ddA", "ddddA", "DD", "d",
    };

    /** What happens once in a while. */
    private static final String[] TCP_MISHAPS = {
        "DXd", "DaXad", "dxA", "gAlA", "DgAlA", "GaLad", "Ka", "kA", "dZKakAA", "DAd", "aA",
    };

    private static final String[] TCP_ENDINGS = {
        "FafA", "FafA", "FafA", "faFa", "faFa", "FfA", "FfA", "fFa", "fFa", "DFafA", "FEafA", "FafeAA", "Fq", "FqAa",
        "R", "R", "r", "FR", "Far", "fR", "Fa", "fA", "FadAfA", "F", "", "", "",
    };

    private static final String[] UDP_SCRIPTS = {
        "Dd", "Dd", "Dd", "Dd", "DdDd", "DdDdDdDd", "D", "DD", "Du", "DDddDDDddddDdD", "dddddddd",
    };

    private static final String[] ICMP_SCRIPTS = {"Dd", "DdDdDdDd", "DD"};

    private Script() {}

    static String of(Transport transport, Random random) {
        return switch (transport) {
            case TCP -> tcp(random);
            case UDP -> any(UDP_SCRIPTS, random);
            case ICMP -> any(ICMP_SCRIPTS, random);
        };
    }

    private static String tcp(Random random) {
        if (random.nextInt(12) == 0) {
            return any(TCP_FAILURES, random);
        }
        StringBuilder script = new StringBuilder(any(TCP_OPENINGS, random));
        int rounds = random.nextInt(random.nextInt(8) == 0 ? 80 : 6);
        for (int i = 0; i < rounds; i++) {
            script.append(any(random.nextInt(30) == 0 ? TCP_MISHAPS : TCP_ROUNDS, random));
        }
        // Nothing at all cannot be told.
        return script.append(script.isEmpty() ? "d" : any(TCP_ENDINGS, random)).toString();
    }

    private static String any(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
