package org.wirestat.cli.view;

import org.jspecify.annotations.Nullable;

/**
 * An interface that frames come from, or a file. Null: not known, because nobody tells it, or not of this one alone.
 *
 * @param mtu bytes
 * @param received frames
 * @param errors frames of them that were cut short or broken
 * @param dropped frames that the kernel had no room for
 * @param overruns frames that the interface lost
 * @param flags net-tools' letters; empty for a file
 */
public record InterfaceRow(
        String name,
        @Nullable Long mtu,
        @Nullable Long received,
        @Nullable Long errors,
        @Nullable Long dropped,
        @Nullable Long overruns,
        String flags) {}
