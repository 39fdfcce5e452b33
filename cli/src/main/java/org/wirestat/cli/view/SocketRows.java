package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The rows of a table of sockets, one list of them behind the other; rows are made when they are asked for. */
final class SocketRows extends AbstractList<SocketRow> implements RandomAccess {

    private final List<List<SocketRow>> parts;
    private final int[] ends;

    SocketRows(List<List<SocketRow>> parts) {
        this.parts = List.copyOf(parts);
        ends = new int[parts.size()];
        int size = 0;
        for (int i = 0; i < ends.length; i++) {
            size += parts.get(i).size();
            ends[i] = size;
        }
    }

    @Override
    public SocketRow get(int index) {
        int part = 0;
        while (index >= ends[part]) {
            part++;
        }
        return parts.get(part).get(part == 0 ? index : index - ends[part - 1]);
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }
}
