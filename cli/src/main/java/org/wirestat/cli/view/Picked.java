package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
        return new Picked<>(
                all,
                IntStream.range(0, all.size())
                        .filter(i -> wanted.test(all.get(i)))
                        .toArray());
    }

    @Override
    public E get(int index) {
        return all.get(numbers[index]);
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
