package org.wirestat.capture.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** Time of a frame from a file to a batch, without a look at what it carries: whole files of small frames, opened anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaptureFileBench {

    private static final int FRAMES = 500_000;
    private static final int LEAST_FRAME = 60;

    private final FrameBatch batch = new FrameBatch(4096, 1 << 20);
    private Path file = Path.of("");

    @Param
    private Format format;

    /** How the file is written. */
    public enum Format {
        PCAP,
        PCAPNG,
        GZIP
    }

    @Setup
    public void write() throws IOException {
        Random random = new Random(3);
        PcapWriter pcap = PcapWriter.littleEndian(PcapWriter.MICROS);
        PcapngWriter pcapng = PcapngWriter.begun();
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = new byte[LEAST_FRAME + random.nextInt(LEAST_FRAME)];
            frame[random.nextInt(frame.length)] = (byte) i; // frames are much alike, and can be packed
            if (format == Format.PCAPNG) {
                pcapng.frame(0, i, frame);
            } else {
                pcap.frame(1_760_000_000L, i, frame);
            }
        }
        file = Files.createTempFile("frames", ".pcap");
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = format == Format.GZIP ? new GZIPOutputStream(raw) : raw) {
            out.write(format == Format.PCAPNG ? pcapng.toArray() : pcap.toArray());
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long read() throws CaptureException {
        long sum = 0;
        try (FrameSource source = CaptureFiles.open(List.of(file.toString()), UnpackLimit.USUAL)) {
            for (int n = source.poll(batch); n != FrameSource.END; n = source.poll(batch)) {
                for (int i = 0; i < n; i++) {
                    sum += batch.wireLength(i);
                }
            }
        }
        return sum;
    }
}
