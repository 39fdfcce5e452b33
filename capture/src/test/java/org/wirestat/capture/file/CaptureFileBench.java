package org.wirestat.capture.file;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** How fast records are walked, without a look at the frames: {@code main FILE... [passes]}. */
final class CaptureFileBench {

    // Time of our own thread, not of the clock on the wall: others work on the machine too.
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private CaptureFileBench() {}

    public static void main(String[] args) throws Exception {
        int passes = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int capacity = args.length > 2 ? Integer.parseInt(args[2]) : 4096;
        FrameBatch batch = new FrameBatch(capacity, args.length > 3 ? Integer.parseInt(args[3]) : 1 << 20);
        for (int pass = 0; pass < passes; pass++) {
            long begun = CPU.getCurrentThreadCpuTime();
            long frames = 0;
            long sum = 0;
            int polls = 0;
            long bytes;
            try (FrameSource source = CaptureFiles.open(List.of(args[0].split(",")))) {
                for (int n = source.poll(batch); n != FrameSource.END; n = source.poll(batch)) {
                    frames += n;
                    polls++;
                    // Reading one value of each frame keeps the loop from being optimised away.
                    for (int i = 0; i < n; i++) {
                        sum += batch.wireLength(i);
                    }
                }
                bytes = source.stats().bytes();
            }
            long ns = CPU.getCurrentThreadCpuTime() - begun;
            System.out.printf(
                    "%d frames, %d bytes on the wire, %d polls: %.1f M frames/s, %.0f MB/s%n",
                    frames, sum, polls, frames * 1e3 / ns, bytes * 1e3 / ns);
        }
    }
}
