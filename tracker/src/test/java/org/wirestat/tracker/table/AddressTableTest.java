package org.wirestat.tracker.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;

/** Numbers of addresses, as a map of them would keep them. */
class AddressTableTest {

    private static final int MOST = 3_000;

    private final AddressTable table = new AddressTable(MOST, 2, (high, low) -> (high ^ low) * 0x9E3779B97F4A7C15L);

    @Test
    void valuesStayWithTheirAddress_howeverOftenTheTableGrows() {
        Random random = new Random(4);
        Map<IpAddress, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int number = random.nextInt(MOST);
            int at = number % 2 == 0 ? table.find(4, 0, number) : table.find(6, number, number);
            IpAddress address = number % 2 == 0 ? IpAddress.v4(number) : IpAddress.v6(number, number);
            assertEquals(!expected.containsKey(address), table.isNew());
            table.add(at, 1, number);
            expected.merge(address, (long) number, Long::sum);
        }
        Map<IpAddress, Long> found = new HashMap<>();
        table.forEach((address, at) -> {
            assertEquals(0, table.value(at, 0));
            found.put(address, table.value(at, 1));
        });
        assertEquals(expected, found);
        assertEquals(expected.size(), table.size());
    }

    @Test
    void aFullTableKeepsWhatItHas() {
        for (int i = 0; i < MOST; i++) {
            table.value(table.find(4, 0, i), 0, i + 1);
        }
        assertEquals(AddressTable.NONE, table.find(4, 0, MOST));
        assertEquals(1, table.value(table.find(4, 0, 0), 0));
        assertEquals(MOST, table.size());
    }

    @Test
    void addressesOfTwoVersionsAreTwo() {
        assertNotEquals(table.find(4, 0, 1), table.find(6, 0, 1));
        assertEquals(2, table.size());
    }

    /** All in one place: as if somebody knew the secret. */
    @Test
    void addressesThatCollideAreFoundAllTheSame() {
        AddressTable crowded = new AddressTable(100, 1, (high, low) -> -1);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                crowded.add(crowded.find(6, i, -i), 0, i);
            }
        }
        crowded.forEach((address, at) -> assertEquals(2 * address.high(), crowded.value(at, 0)));
    }
}
