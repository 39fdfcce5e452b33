package org.wirestat.capture.privilege;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Linux says of a process or of one of its threads in a file {@code status} (proc_pid_status(5)). Looked through
 * for the few fields that matter: it is read for each thread, at the start, where Java is at its slowest.
 */
final class ProcessStatus {

    private static final int CAP_NET_RAW = 13;
    private static final Path PROCESS = Path.of("/proc/self");

    /** Lines, each with a line feed in front of it and behind it. */
    private final String text;

    /** @param text whole lines, each of a name, a colon, and white space around a value */
    ProcessStatus(String text) {
        this.text = "\n" + text;
    }

    /** @throws IOException where there is no such file: it is not Linux */
    static ProcessStatus ofProcess() throws IOException {
        return of(PROCESS.resolve("status"));
    }

    private static ProcessStatus of(Path file) throws IOException {
        return new ProcessStatus(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** The value; empty if there is no such field. */
    private String field(String name) {
        String head = "\n" + name + ":";
        int at = text.indexOf(head);
        return at < 0
                ? ""
                : text.substring(at + head.length(), text.indexOf('\n', at + 1)).strip();
    }

    boolean isRoot() {
        String[] ids = field("Uid").split("\\s+");
        return ids.length > 1 && ids[1].equals("0");
    }

    boolean hasNetRaw() {
        String effective = field("CapEff");
        return !effective.isEmpty() && (Long.parseUnsignedLong(effective, 16) >>> CAP_NET_RAW & 1) != 0;
    }

    /** Whatever of root is left in any thread of this process; empty if all are this account's and nothing more. */
    static List<String> threadsThatAreNot(Account account) throws IOException {
        List<String> left = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROCESS.resolve("task"))) {
            for (Path thread : threads) {
                try {
                    for (String wrong : of(thread.resolve("status")).notOf(account)) {
                        left.add("thread " + thread.getFileName() + " has " + wrong);
                    }
                } catch (NoSuchFileException e) {
                    // It has ended meanwhile.
                } catch (IOException e) {
                    left.add("thread " + thread.getFileName() + " cannot be looked at: " + e.getMessage());
                }
            }
        }
        return left;
    }

    List<String> notOf(Account account) {
        List<String> wrong = new ArrayList<>();
        expect("Uid", (account.uid() + "\t").repeat(4).strip(), wrong);
        expect("Gid", (account.gid() + "\t").repeat(4).strip(), wrong);
        expect("Groups", "", wrong);
        for (String set : List.of("CapPrm", "CapEff", "CapAmb")) {
            expect(set, "0000000000000000", wrong);
        }
        if (Identity.reachesAllThreads()) {
            expect("NoNewPrivs", "1", wrong);
        }
        return wrong;
    }

    private void expect(String name, String value, List<String> wrong) {
        if (!field(name).equals(value)) {
            wrong.add(name + " " + field(name));
        }
    }
}
