package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.wirestat.tracker.Prefetching;

/** Some elements of a list, by their numbers: where it makes them only when they are asked for, a million are no load. */
public final class Picked<E> extends AbstractList<E> implements RandomAccess {

    private final List<E> all;
    private final int[] numbers;

    /** @param numbers indices, in the order in which the elements are wanted; not copied */
    public Picked(List<E> all, int[] numbers) {
        this.all = all;
        this.numbers = numbers;
    }

    /** Those that are wanted, in their order. */
    public static <E> List<E> where(List<E> all, Predicate<E> wanted) {
        return where(all, wanted, Crew.ALONE);
    }

    /** The same, asked by several threads. */
    static <E> List<E> where(List<E> all, Predicate<E> wanted, Crew crew) {
        int[] numbers = new int[all.size()];
        int[] size = new int[1];
        crew.work(all.size(), (from, to) -> numbers(all, from, to, wanted), block -> {
            System.arraycopy(block, 0, numbers, size[0], block.length);
            size[0] += block.length;
        });
        return new Picked<>(all, Arrays.copyOf(numbers, size[0]));
    }

    private static <E> int[] numbers(List<E> all, int from, int to, Predicate<E> wanted) {
        int[] numbers = new int[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            Prefetching.ahead(all, i, to);
            if (wanted.test(all.get(i))) {
                numbers[size++] = i;
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    @Override
    public E get(int index) {
        if (all instanceof Prefetching far && index % Prefetching.AT_ONCE == 0) {
            int end = Math.min(numbers.length, index + Prefetching.AT_ONCE);
            for (int i = index; i < end; i++) {
                far.prefetch(numbers[i]);
            }
        }
        return all.get(numbers[index]);
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
