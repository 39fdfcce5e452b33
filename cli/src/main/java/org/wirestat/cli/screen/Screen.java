package org.wirestat.cli.screen;

/** What a table is drawn on, in place of the table before. For any thread. */
public interface Screen extends AutoCloseable {

    /** Draws lines of printable ASCII, with sequences that colour them, as far as there is room. */
    void show(String text);

    /** Draws the same anew: the size has changed, or something else was drawn over it. */
    void redraw();

    /** Gives the terminal back as it was; a second time does nothing. */
    @Override
    void close();
}
