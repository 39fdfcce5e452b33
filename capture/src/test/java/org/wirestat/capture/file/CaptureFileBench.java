package org.wirestat.capture.file;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** How fast records are walked, without a look at the frames: {@code FILE[,FILE…] [passes [frames [bytes]]]} or {@code walk FILE}. */
final class CaptureFileBench {

    // Time of our own thread, not of the clock on the wall: others work on the machine too.
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private CaptureFileBench() {}

    /** The walk alone, over the first MiB of a file, again and again. */
    private static void walkOnly(String file, int passes) throws Exception {
        FrameBatch batch = new FrameBatch(1 << 16, 1 << 20);
        Window window = new Window();
        window.enter(batch.bytes());
        try (ByteInput input = ChannelInput.open(Path.of(file))) {
            while (!window.isFull() && window.read(input, 1 << 20) >= 0) {
                // until the memory is full
            }
        }
        RecordFormat format = Magic.of(window.unused()) == Magic.PCAP ? PcapFormat.begin(window) : new PcapngFormat();
        int begin = window.position;
        for (int pass = 0; pass < passes; pass++) {
            long begun = CPU.getCurrentThreadCpuTime();
            long frames = 0;
            for (int i = 0; i < 200; i++) {
                window.position = begin;
                batch.clear();
                format.walk(window, batch);
                frames += batch.size();
            }
            System.out.printf("%.1f M frames/s%n", frames * 1e3 / (CPU.getCurrentThreadCpuTime() - begun));
        }
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("walk")) {
            walkOnly(args[1], 15);
            return;
        }
        int passes = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int capacity = args.length > 2 ? Integer.parseInt(args[2]) : 4096;
        FrameBatch batch = new FrameBatch(capacity, args.length > 3 ? Integer.parseInt(args[3]) : 1 << 20);
        for (int pass = 0; pass < passes; pass++) {
            long begun = CPU.getCurrentThreadCpuTime();
            long frames = 0;
            long sum = 0;
            int polls = 0;
            long bytes;
            try (FrameSource source = CaptureFiles.open(List.of(args[0].split(",")), UnpackLimit.USUAL)) {
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
