package org.wirestat.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Draws on a screen whatever was written up to each flush, in place of what was there. */
public final class ScreenStream extends OutputStream {

    private final Screen screen;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private String shown = "";

    public ScreenStream(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void write(int oneByte) {
        text.writeBytes(new byte[] {(byte) oneByte});
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        text.writeBytes(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void flush() {
        if (text.size() > 0) {
            shown = text.toString(StandardCharsets.UTF_8);
            text.reset();
            screen.show(shown);
        }
    }

    /** The whole of what is on the screen, or would be if it were larger. */
    public String shown() {
        return shown;
    }
}
