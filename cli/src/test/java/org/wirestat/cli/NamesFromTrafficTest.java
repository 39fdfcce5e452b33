package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture calls its hosts is shown, wherever it is from and as far as it is wanted; cases 202 to 205. */
class NamesFromTrafficTest {

    private static final int A = 1;

    @TempDir
    private Path folder;

    private final Program program = new Program();

    /** A connection to 198.51.100.7, after an answer that calls it so. */
    private Path capture(String name) throws IOException {
        TestCapture capture = new TestCapture();
        capture.udp(0, "10.0.0.53:53", "10.0.0.5:3333", answer(name));
        capture.tcp(1, "10.0.0.5:40000", "198.51.100.7:443", TestCapture.SYN, 100, 0, 0);
        int synAck = TestCapture.SYN | TestCapture.ACK;
        capture.tcp(1.1, "198.51.100.7:443", "10.0.0.5:40000", synAck, 500, 101, 0);
        capture.tcp(1.2, "10.0.0.5:40000", "198.51.100.7:443", TestCapture.ACK, 101, 501, 0);
        return capture.write(folder.resolve("named.pcap"), 0);
    }

    /** RFC 1035 §4.1: an answer without its question, of one label. */
    private static byte[] answer(String name) {
        byte[] label = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer answer = ByteBuffer.allocate(12 + 2 + label.length + 14);
        answer.putShort((short) 7).putShort((short) 0x8180).putShort((short) 0).putShort((short) 1);
        answer.putInt(0).put((byte) label.length).put(label).put((byte) 0);
        answer.putShort((short) A)
                .putShort((short) 1)
                .putInt(300)
                .putShort((short) 4)
                .putInt(0xc6336407);
        return answer.array();
    }

    private String run(String... words) {
        program.realSources = true;
        ExitCode exit = program.run(words);
        assertEquals(ExitCode.DONE, exit, program.err());
        return program.out();
    }

    @Test
    void aConnectionIsShownWithTheNameThatItsClientAskedFor() throws IOException {
        String table = run("-r", capture("www").toString(), "-t");
        assertTrue(table.contains(" 10.0.0.5:40000          www:https               ESTABLISHED"), table);
    }

    /** Recorded from real programs: a name server's answers, and TLS connections to what it answered. */
    @Test
    void theExampleForPeopleShowsIt() {
        String table = run("-r", System.getProperty("basedir", ".") + "/examples/names.pcap", "-t");
        assertTrue(table.contains(" 10.60.0.1:39502         www.example.org:https   ESTABLISHED"), table);
        assertTrue(table.contains(" mail.example.:https-alt 10.60.0.1:50090         ESTABLISHED"), table);
    }

    @Test
    void numbersStayNumbersAndNoNamesMeansServicesOnly() throws IOException {
        String file = capture("www").toString();
        assertTrue(run("-r", file, "-tn").contains(" 198.51.100.7:443 "));
        Program other = new Program();
        other.realSources = true;
        other.run("-r", file, "-t", "--resolve", "none");
        assertTrue(other.out().contains(" 198.51.100.7:https "), other.out());
    }

    @Test
    void theHostsFileKnowsBetter() throws IOException {
        program.hostsFile = Files.writeString(folder.resolve("hosts"), "198.51.100.7 ours\n");
        assertTrue(run("-r", capture("www").toString(), "-t").contains(" ours:https "));
    }

    @Test
    void programsAreToldTheNameBesideTheAddressAndWhoSaidSo() throws IOException {
        JsonNode row = new ObjectMapper()
                .readTree(run("-r", capture("www").toString(), "-t", "--output", "jsonl")
                        .lines()
                        .findFirst()
                        .orElse(""));
        assertEquals("198.51.100.7", row.get("foreign_address").asText());
        assertEquals("www", row.get("foreign_name").asText());
        assertEquals("dns", row.get("foreign_name_source").asText());
        assertTrue(row.get("local_name").isNull());
        assertEquals(443, row.get("foreign_port").asInt());
    }

    @Test
    void aTableBeforeTheAnswerDoesNotKnowTheName() throws IOException {
        TestCapture capture = new TestCapture();
        capture.tcp(0, "10.0.0.5:40000", "198.51.100.7:443", TestCapture.SYN, 100, 0, 0);
        capture.udp(2, "10.0.0.53:53", "10.0.0.5:3333", answer("www"));
        String file = capture.write(folder.resolve("late.pcap"), 0).toString();
        String[] tables = run("-r", file, "-t", "--at", "+1s", "--at", "+3s").split("# ");
        assertTrue(tables[1].contains(" 198.51.100.7:https "), tables[1]);
        assertTrue(tables[2].contains(" www:https "), tables[2]);
    }

    @Test
    void case202_aHostileNameStaysOneHarmlessWordInEveryTable() throws IOException {
        String hostile = "\u001b]0;pwned\u0007 0.0.0.0 LISTEN\u202e\u0000\t";
        Path file = capture(hostile);
        for (String view : new String[] {
            "--format=linux",
            "--format=windows",
            "--format=bsd",
            "--format=ss",
            "--flows",
            "--hosts",
            "--summary",
            "--events",
            "--why=198.51.100.7:443",
            "-W",
            "--output=csv",
            "--output=tsv",
            "--output=jsonl"
        }) {
            Program each = new Program();
            each.realSources = true;
            assertEquals(ExitCode.DONE, each.run("-r", file.toString(), "-t", view), view + each.err());
            String shown = each.out();
            boolean mayTab = view.equals("--output=tsv");
            assertTrue(
                    shown.chars().allMatch(c -> c == '\n' || (c == '\t' && mayTab) || (c >= 0x20 && c < 0x7f)), view);
            if (!view.startsWith("--output")) {
                assertFalse(
                        shown.contains("pwned\\x07 0.0.0.0"), view + ": a blank in a name makes two columns of one");
            }
        }
    }

    @Test
    void wantingNamesAndNumbersAtOnceIsRefused() {
        assertEquals(ExitCode.BAD_USAGE_OR_INPUT, program.run("-n", "--resolve", "active", "-r", "x"));
        assertTrue(program.err().contains("--resolve"), program.err());
        ByteArrayOutputStream nothing = program.out;
        assertEquals(0, nothing.size());
    }
}
