package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The cases of sections I to K, 186 to 212, and the floods of 26 and 27, have each a test of some module that names its
 * number, or a line here that says why not.
 */
class EveryCaseIsHereTest {

    private static final int FIRST = 186;
    private static final int LAST = 212;
    private static final List<Integer> FLOODS = List.of(26, 27);

    private static final Pattern NAMED = Pattern.compile("void \\w*?(?:case\\d+(?:and|_))*case(\\d+)\\w*\\(");

    @Test
    void everyCaseHasATest() throws IOException {
        BitSet missing = new BitSet();
        missing.set(FIRST, LAST + 1);
        FLOODS.forEach(missing::set);
        for (String module : List.of("capture", "tracker", "cli")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                    Matcher matcher = NAMED.matcher(Files.readString(file));
                    while (matcher.find()) {
                        missing.clear(Integer.parseInt(matcher.group(1)));
                    }
                }
            }
        }
        assertEquals(
                List.of(),
                IntStream.rangeClosed(1, LAST).filter(missing::get).boxed().toList());
    }
}
