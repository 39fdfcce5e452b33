package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/**
 * A file that a user meant. What users name are files, and also folders and patterns such as {@code day/*.pcap}, which
 * stand for many.
 *
 * @param isOfFolder whether the folder was named that it is in
 */
record CaptureName(String name, boolean isOfFolder) {

    /**
     * The files that are meant. Of a folder all that are not hidden and lie no deeper; of a pattern those that match.
     *
     * @throws CaptureException NO_SUCH_FILE or NOT_A_CAPTURE if nothing is meant
     */
    static List<CaptureName> expand(List<String> names) throws CaptureException {
        List<CaptureName> files = new ArrayList<>();
        for (String name : names) {
            if (name.equals(CaptureFiles.STANDARD_INPUT)) {
                files.add(new CaptureName(name, false));
            } else {
                files.addAll(expand(name));
            }
        }
        return files;
    }

    private static List<CaptureName> expand(String name) throws CaptureException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            return List.of(new CaptureName(name, false)); // whoever opens it complains
        }
        if (Files.isDirectory(path)) {
            return filesIn(path, name);
        }
        // A file may have any name: only what is no file is taken for a pattern.
        boolean isPattern = !Files.exists(path) && name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        return isPattern ? matching(path, name) : List.of(new CaptureName(name, false));
    }

    private static List<CaptureName> filesIn(Path folder, String name) throws CaptureException {
        List<CaptureName> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isHidden(entry)) {
                    files.add(new CaptureName(entry.toString(), true));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new CaptureException(
                    Reason.NO_SUCH_FILE, name + ": the folder cannot be read: " + e.getMessage(), List.of());
        }
        if (files.isEmpty()) {
            throw new CaptureException(Reason.NOT_A_CAPTURE, name + ": is a folder without any file in it", List.of());
        }
        files.sort(Comparator.comparing(CaptureName::name));
        return files;
    }

    private static List<CaptureName> matching(Path pattern, String name) throws CaptureException {
        List<CaptureName> files = new ArrayList<>();
        Path folder = pattern.getParent();
        Path last = pattern.getFileName();
        if (last != null) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(folder == null ? Path.of("") : folder, last.toString())) {
                for (Path entry : entries) {
                    boolean isHidden = Files.isHidden(entry) && !last.toString().startsWith(".");
                    if (!Files.isDirectory(entry) && !isHidden) {
                        files.add(new CaptureName(entry.toString(), false));
                    }
                }
            } catch (IOException | DirectoryIteratorException | IllegalArgumentException e) {
                // Then nothing matches: IllegalArgumentException is what a pattern gets that is none.
                files.clear();
            }
        }
        if (files.isEmpty()) {
            throw new CaptureException(Reason.NO_SUCH_FILE, name + ": no file matches", List.of());
        }
        files.sort(Comparator.comparing(CaptureName::name));
        return files;
    }
}
