package org.wirestat.capture;

/**
 * LINKTYPE_ numbers stand in files and in {@link FrameBatch}; libpcap's functions speak of DLT_ numbers. They are the same
 * but for a few that mean different things on different systems as DLT_.
 */
public final class LinkType {

    private static final int[] LINKTYPES = {100, 101, 102, 103, 106};
    private static final int[] DLTS = {11, 12, 15, 16, 19};

    private LinkType() {}

    /** The number for files that means what {@code dlt} means here. */
    public static int fromDlt(int dlt) {
        return mapped(dlt, DLTS, LINKTYPES);
    }

    /** The number for libpcap's functions that means what {@code linkType} means in files. */
    public static int toDlt(int linkType) {
        return mapped(linkType, LINKTYPES, DLTS);
    }

    private static int mapped(int number, int[] from, int[] to) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] == number) {
                return to[i];
            }
        }
        return number;
    }
}
