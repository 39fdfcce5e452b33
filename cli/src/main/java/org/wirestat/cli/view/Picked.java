package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;

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
        int[] numbers = new int[64];
        int size = 0;
        for (int i = 0; i < all.size(); i++) {
            if (wanted.test(all.get(i))) {
                if (size == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * size);
                }
                numbers[size++] = i;
            }
        }
        return new Picked<>(all, Arrays.copyOf(numbers, size));
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
