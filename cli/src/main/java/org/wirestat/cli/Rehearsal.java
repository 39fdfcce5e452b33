package org.wirestat.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.privilege.Surrender;
import org.wirestat.cli.traffic.OrdinaryTraffic;

/**
 * Writes a capture of {@link OrdinaryTraffic}, for the launcher: a JVM that has once replayed it notes what the work is like,
 * and later ones compile the right methods at once (the AOT cache of Java 25 and newer).
 */
final class Rehearsal {

    private static final String REPLAY = "--replay";
    private static final int FRAMES = 1_000_000;

    private Rehearsal() {}

    /** @param arguments the file to write; or {@code --replay} and the file to read */
    public static void main(String[] arguments) throws IOException, CaptureException {
        if (arguments[0].equals(REPLAY)) {
            Surrender.to(""); // not done, as the cache is written by whoever we are; but what it takes is loaded
            Main.main(new String[] {"-r", arguments[1], "-a", "--insecure-keep-root"});
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            write(out);
        }
    }

    private static void write(OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(24);
        head.putInt(0xa1b23c4d)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144);
        out.write(head.putInt(1).array());
        OrdinaryTraffic traffic = new OrdinaryTraffic();
        ByteBuffer frame = ByteBuffer.allocate(OrdinaryTraffic.LONGEST_FRAME);
        for (int i = 0; i < FRAMES; i++) {
            traffic.next(frame.clear());
            long timeNs = traffic.timeNs();
            ByteBuffer record = ByteBuffer.allocate(16);
            record.putInt((int) (timeNs / 1_000_000_000L)).putInt((int) (timeNs % 1_000_000_000L));
            out.write(record.putInt(frame.position()).putInt(frame.position()).array());
            out.write(frame.array(), 0, frame.position());
        }
    }
}
