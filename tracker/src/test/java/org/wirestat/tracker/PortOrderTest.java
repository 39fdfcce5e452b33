package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Addresses and ports stand in the order of their values, unsigned, however many of their bits they have in common. */
class PortOrderTest {

    private record Place(long high, long low, int port) {}

    private record Places(List<Place> all) implements PortOrder.Ports {

        @Override
        public long high(int number) {
            return all.get(number).high();
        }

        @Override
        public long low(int number) {
            return all.get(number).low();
        }

        @Override
        public int port(int number) {
            return all.get(number).port();
        }

        private int compare(int one, int other) {
            int byHigh = Long.compareUnsigned(high(one), high(other));
            int byLow = Long.compareUnsigned(low(one), low(other));
            return byHigh != 0 ? byHigh : byLow != 0 ? byLow : Integer.compare(port(one), port(other));
        }

        /** Those of equal keys keep the order that they came in. */
        private int[] ordered(int[] numbers) {
            return Arrays.stream(numbers)
                    .boxed()
                    .sorted(this::compare)
                    .mapToInt(i -> i)
                    .toArray();
        }
    }

    private final Random random = new Random(7);

    /** The masks say which bits differ. */
    private void checkOrder(int count, long highMask, long lowMask, int portMask) {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Place(
                    0x2001_0db8_0000_0000L ^ (random.nextLong() & highMask),
                    0xf0L << 56 ^ (random.nextLong() & lowMask),
                    random.nextInt(1 << 16) & portMask));
        }
        Places places = new Places(all);
        int[] numbers = IntStream.range(0, count).toArray();
        int[] ordered = places.ordered(numbers);
        PortOrder.sort(numbers, 0, count, places);
        assertArrayEquals(ordered, numbers);
    }

    @Test
    void portsOfOneHostAreOrderedByPort() {
        checkOrder(1000, 0, 0, 0xffff);
    }

    @Test
    void ipv4AddressesComeBeforeTheirPorts() {
        checkOrder(5000, 0, 0xffff_ffffL, 0xffff);
        checkOrder(5000, 0, 0xfL, 0xf);
    }

    @Test
    void ipv6AddressesDifferAnywhere() {
        checkOrder(5000, -1, -1, 0xffff);
        checkOrder(5000, 0x8000_0000_0000_0001L, 0x8000_0000_0000_0001L, 0x8001);
        checkOrder(5000, 3L << 30, 0xffff, 0xff);
        checkOrder(300, 1, 1L << 63, 0xffff);
    }

    @Test
    void noneAndOneAreInOrder() {
        checkOrder(0, -1, -1, 0xffff);
        checkOrder(1, -1, -1, 0xffff);
        checkOrder(100, 0, 0, 0);
    }

    @Test
    void whatStandsOutsideOfThePartStaysWhereItIs() {
        Places places =
                new Places(List.of(new Place(0, 4, 0), new Place(0, 3, 0), new Place(0, 2, 0), new Place(0, 1, 0)));
        int[] numbers = {0, 1, 2, 3};
        PortOrder.sort(numbers, 1, 3, places);
        assertArrayEquals(new int[] {0, 2, 1, 3}, numbers);
    }
}
