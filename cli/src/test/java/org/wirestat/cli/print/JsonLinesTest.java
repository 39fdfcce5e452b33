package org.wirestat.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirestat.cli.Golden;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Crew;
import org.wirestat.cli.view.HandMade;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketView;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** JSON lines, read back by a library that is not ours. */
class JsonLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String print(HandMade seen, Integrity integrity) throws IOException {
        Selection everything = new Selection(
                Selection.Servers.TOO,
                Set.of(Transport.TCP, Transport.UDP),
                Set.of(4, 6),
                Set.of(),
                List.of(),
                Set.of(),
                false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes);
        new JsonLines<>(out, SocketField.ALL, Contexts.of(Names.none()))
                .print(new SocketView(everything, new LocalHosts(List.of(), List.of()), Crew.ALONE)
                        .table(seen, HandMade.NOW_NS, integrity));
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> read(String lines) throws JsonProcessingException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines.split("\n")) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }

    @Test
    void everyKindOfRowReadsBack() throws IOException {
        HandMade seen = new HandMade()
                .listener("10.0.0.5:443")
                .udp("10.0.0.5:5000", 2, "8.8.8.8:53", 2)
                .udp("9.9.9.9:1234", 1, "[fd00::5]:53", 0)
                .udp("[2001:db8::9]:1234", 1, "[fd00::5]:53", 4);
        seen.tcp(
                HandMade.end(
                        "10.0.0.5:48898",
                        TcpState.FIN_WAIT_1,
                        Basis.PICKED_UP,
                        17,
                        new Endpoint.Timer(Endpoint.TimerKind.ON, 200_000_000L, 2)),
                HandMade.end("93.184.216.34:443", TcpState.ESTABLISHED),
                false);
        String text = print(seen, Integrity.WHOLE);
        Golden.check("sockets.jsonl", text);

        List<JsonNode> rows = read(text);
        assertEquals(4, rows.size());
        JsonNode listener = rows.get(0);
        assertEquals("LISTEN", listener.get("state").asText());
        assertTrue(listener.get("foreign_address").isNull());
        assertTrue(listener.get("foreign_port").isNull());
        assertEquals(3, listener.get("accepted").asLong());
        JsonNode tcp = rows.get(1);
        assertEquals("socket", tcp.get("type").asText());
        assertEquals("2026-11-21T14:03:07.123456000Z", tcp.get("time").asText());
        assertEquals("tcp", tcp.get("proto").asText());
        assertEquals("10.0.0.5", tcp.get("local_address").asText());
        assertEquals(48898, tcp.get("local_port").asInt());
        assertEquals("93.184.216.34", tcp.get("foreign_address").asText());
        assertEquals("FIN_WAIT1", tcp.get("state").asText());
        assertEquals("picked-up", tcp.get("basis").asText());
        assertTrue(tcp.get("recv_q").isNull());
        assertEquals(17, tcp.get("send_q").asLong());
        assertTrue(tcp.get("initiator").isNull());
        assertEquals("on", tcp.get("timer").asText());
        JsonNode udp = rows.get(2);
        assertTrue(udp.get("state").isNull());
        assertTrue(udp.get("initiator").asBoolean());
        JsonNode server = rows.get(3);
        assertEquals("udp6", server.get("proto").asText());
        assertTrue(server.get("foreign_address").isNull());
        assertEquals(4, server.get("packets").asLong());
    }

    @Test
    void whatIsMissingIsAnObjectOfItsOwn() throws IOException {
        Integrity integrity = new Integrity(
                List.of(
                        new Integrity.Gap("kernel_dropped", 2, "2 frames dropped by the kernel"),
                        new Integrity.Gap("input_broken", 1, "x\u001b[2J\"\\: cut short")),
                List.of(new Overflow.Target(IpAddress.v4(0x0a000005), 443, 1_204_331, 1_190_000)));
        JsonNode object = read(print(new HandMade(), integrity)).get(0);
        assertEquals("integrity", object.get("type").asText());
        assertEquals(2, object.get("kernel_dropped").asLong());
        assertEquals(
                "{\"local_address\":\"10.0.0.5\",\"local_port\":443,\"connections\":1204331,\"hosts\":1190000}",
                object.get("without_room").get(0).toString());
        assertEquals(
                "2 frames dropped by the kernel; x\u001b[2J\"\\: cut short",
                object.get("words").asText());
    }

    @Test
    void hostileTextReadsBackAndIsHarmlessOnTheWay_case203() throws JsonProcessingException {
        Random random = new Random(203);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append((char) random.nextInt(0x100));
                    case 1 -> text.append((char) random.nextInt(0x10000));
                    case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                    default -> text.append("\"\\<>&\u2028\u202e\u200b\u001b".charAt(random.nextInt(9)));
                }
            }
            StringBuilder json = new StringBuilder();
            JsonEscaper.string(text.toString(), json);
            assertEquals(text.toString(), JSON.readValue(json.toString(), String.class));
            byte[] utf8 = json.toString().getBytes(StandardCharsets.UTF_8);
            assertEquals(json.toString(), new String(utf8, StandardCharsets.UTF_8), "half a pair would be lost");
            assertFalse(
                    json.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x202e),
                    json::toString);
        }
    }

    @Test
    void noMomentIsTooEarlyOrTooLateToBeWritten() {
        assertEquals("1970-01-01T00:00:00.000000000Z", UtcTime.text(0));
        assertEquals("1969-12-31T23:59:59.999999999Z", UtcTime.text(-1));
        assertEquals("2262-04-11T23:47:16.854775807Z", UtcTime.text(Long.MAX_VALUE));
        assertEquals("1677-09-21T00:12:43.145224192Z", UtcTime.text(Long.MIN_VALUE));
    }
}
