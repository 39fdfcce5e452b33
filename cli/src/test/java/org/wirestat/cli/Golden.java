package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected texts in files, compared byte for byte. {@code mvn test -Dgolden.update} writes them anew and fails, so that
 * somebody reads the difference.
 */
public final class Golden {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "golden");

    private Golden() {}

    public static void check(String name, String actual) {
        check(FOLDER.resolve(name), actual);
    }

    /** A page of the module itself, for people. */
    public static void page(String name, String actual) {
        check(Path.of(System.getProperty("basedir", "."), name), actual);
    }

    private static void check(Path file, String actual) {
        try {
            boolean isSame = Files.exists(file) && Files.readString(file).equals(actual);
            if (System.getProperty("golden.update") != null && !isSame) {
                if (file.getParent() != null) {
                    Files.createDirectories(file.getParent());
                }
                Files.writeString(file, actual);
                fail("wrote " + file + ": read what changed, then run the tests again");
            }
            assertEquals(Files.readString(file), actual);
        } catch (IOException e) {
            fail("no expectation yet for " + file + "; -Dgolden.update writes it", e);
        }
    }
}
