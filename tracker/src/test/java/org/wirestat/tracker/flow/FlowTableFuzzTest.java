package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.wire.Segment;

/**
 * The packed table against a plain map: whatever is looked up, made, forgotten and evicted, and in whatever order, each
 * knows the same connections with the same counts. Who has to go is {@link RankingTest}'s question.
 */
class FlowTableFuzzTest {

    private static final int CAPACITY = 40;
    private static final long SECOND_NS = 1_000_000_000L;

    static Stream<byte[]> programs() {
        byte[] counting = new byte[512];
        IntStream.range(0, counting.length).forEach(i -> counting[i] = (byte) (i * 37));
        byte[] again = new byte[512];
        Arrays.fill(again, (byte) 8);
        return Stream.of(counting, again);
    }

    /** Two bytes a step: what to do, and with which connection or for how long. */
    @MethodSource("programs")
    @FuzzTest(maxDuration = "10m")
    void knowsWhatAMapKnows(byte[] program) {
        FlowHash hashing = new FlowHash();
        FlowTable table = new FlowTable(hashing, CAPACITY);
        FlowKeys keys = new FlowKeys(hashing, 1);
        Map<Integer, Long> model = new HashMap<>();
        long nowNs = 1_760_000_000L * SECOND_NS;
        long lost = 0;
        ByteBuffer steps = ByteBuffer.wrap(program);
        while (steps.remaining() >= 2) {
            int what = steps.get();
            int number = steps.get() & 0xff;
            if ((what & 7) == 7) {
                nowNs += number * SECOND_NS;
                table.expire(nowNs, (connection, atNs) -> {
                    boolean stays = (connection.firstNs() + what) % 3 == 0;
                    if (!stays) {
                        assertNotNull(model.remove((int) connection.firstNs()));
                    }
                    return stays ? atNs + 100 * SECOND_NS : FlowTable.Expiry.FORGET;
                });
                continue;
            }
            boolean make = (what & 7) != 6;
            keys.put(0, segment(number, (what & 8) != 0, nowNs));
            ConnectionRecord record = table.find(keys, 0, make);
            if (record == null) {
                // what the model has and the table has not was evicted
                lost += model.remove(number) == null ? 0 : 1;
                continue;
            }
            if (table.isNew()) {
                lost += model.containsKey(number) ? 1 : 0;
                model.put(number, 0L);
                record.firstNs(number);
                table.wakeAt(record, nowNs + (what >>> 4 & 0xf) * 20L * SECOND_NS);
            }
            assertEquals(number, record.firstNs());
            assertEquals(model.get(number), record.lower().packets());
            record.lower().count(1, 1, 1);
            record.lower().lastNs(nowNs);
            model.merge(number, 1L, Long::sum);
            table.judge(record, nowNs);
        }
        compare(table, model, lost);
    }

    private static void compare(FlowTable table, Map<Integer, Long> model, long lost) {
        assertTrue(table.size() <= CAPACITY);
        ConnectionRecord window = table.newWindow();
        int found = 0;
        for (int slot = 0; slot < table.end(); slot++) {
            if (table.at(slot, window)) {
                found++;
                assertEquals(model.get((int) window.firstNs()), window.lower().packets());
            }
        }
        assertEquals(table.size(), found);
        long evicted = Stream.of(EvictionClass.values())
                .mapToLong(table.evictions()::evicted)
                .sum();
        assertEquals(evicted, lost + model.size() - found, "gone are those that were evicted");
        assertEquals(table.made(), table.expired() + evicted + found);
    }

    private static Segment segment(int number, boolean isAnswer, long nowNs) {
        Segment segment = new Segment();
        segment.timestampNs = nowNs;
        segment.ipVersion = number % 3 == 0 ? 6 : 4;
        segment.protocol = number % 5 == 0 ? Segment.UDP : Segment.TCP;
        segment.flags = number % 2 == 0 ? Segment.SYN : Segment.ACK;
        segment.sourceLow = isAnswer ? 5 : 1000 + number % 7;
        segment.destinationLow = isAnswer ? 1000 + number % 7 : 5;
        segment.sourcePort = isAnswer ? 443 : 1 + number;
        segment.destinationPort = isAnswer ? 1 + number : 443;
        return segment;
    }
}
