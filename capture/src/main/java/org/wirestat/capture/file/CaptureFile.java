package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** One capture: a file, a FIFO or standard input. */
final class CaptureFile implements FrameSource {

    private static final int LEAST_READ = 64 << 10;
    private static final int HEAD_LENGTH = 4096;

    private final Opening opening;
    private final Window window = new Window();
    private @Nullable ByteInput input;
    private @Nullable RecordFormat format;
    private @Nullable CaptureException failure;
    private boolean ended;
    private long lentFrames;
    private int bytesPerFrame = 1024;

    private volatile boolean stopped;
    private volatile CaptureStats stats = new CaptureStats(0, 0, CaptureStats.UNKNOWN, 0, 0, 0);

    private CaptureFile(Opening opening) {
        this.opening = opening;
    }

    /** Opens a capture and judges it, unless it may have to be waited for. */
    static CaptureFile open(Opening opening) throws CaptureException {
        CaptureFile file = new CaptureFile(opening);
        if (file.opening.isAtHand()) {
            CaptureException failure = file.begun();
            if (failure != null) {
                file.close();
                throw failure;
            }
            file.tell();
        }
        return file;
    }

    /** Whether its frames never have to be waited for. */
    boolean isAtHand() {
        return opening.isAtHand();
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        batch.clear();
        if (failure == null && !ended && !stopped) {
            failure = format == null ? begun() : null;
            if (failure == null && format != null) {
                failure = filled(batch);
            }
            lentFrames += batch.size();
            tell();
        }
        boolean isWaiting = failure == null && !ended && !stopped;
        if (batch.size() > 0 || isWaiting) {
            return batch.size();
        }
        CaptureException broken = failure;
        failure = null;
        ended = true;
        if (broken != null && !stopped) {
            throw broken;
        }
        return END;
    }

    /** Opens the input and finds out what it is; leaves {@link #format} null if that was stopped. */
    private @Nullable CaptureException begun() {
        try {
            ByteInput opened = opening.await();
            input = opened;
            if (opened != null) {
                format = recognise(opened);
            }
            return null;
        } catch (IOException | BrokenCapture e) {
            return damaged(e);
        } catch (CaptureException e) {
            return e;
        }
    }

    private RecordFormat recognise(ByteInput opened) throws IOException, BrokenCapture, CaptureException {
        ByteBuffer head = ByteBuffer.allocateDirect(HEAD_LENGTH);
        window.enter(head);
        readHead(opened);
        Magic magic = Magic.of(window.unused());
        ByteInput unpacked = unpacked(magic, opened);
        if (unpacked != null) {
            if (opening.isFollowed()) {
                throw new CaptureException(
                        Reason.NOT_A_CAPTURE,
                        opening.name() + ": compressed data cannot be followed",
                        List.of("tail -c +1 -f FILE | gzip -dc | ./wirestat -r -"));
            }
            input = unpacked;
            window.restart();
            readHead(unpacked);
            magic = Magic.of(window.unused());
        }
        RecordFormat recognised = switch (magic) {
            case PCAP -> PcapFormat.begin(window);
            case PCAPNG -> new PcapngFormat();
            case SNOOP -> SnoopFormat.begin(window);
            // Compressed data in compressed data too: more than one layer is what attackers write.
            default ->
                throw new CaptureException(
                        Reason.NOT_A_CAPTURE,
                        opening.name() + ": " + magic.description(),
                        magic.remedies(opening.name()));
        };
        window.leave();
        return recognised;
    }

    private @Nullable ByteInput unpacked(Magic magic, ByteInput outer) throws CaptureException {
        try {
            return switch (magic) {
                case GZIP -> new GzipInput(outer, window.unused(), opening.limit());
                case ZSTD -> new ZstdInput(outer, window.unused(), opening.limit());
                case LZ4 -> new Lz4Input(outer, window.unused(), opening.limit());
                default -> null;
            };
        } catch (LinkageError e) {
            throw new CaptureException(
                    Reason.NOT_A_CAPTURE,
                    opening.name() + ": zstd data, for which no library is here: " + e.getMessage(),
                    magic.remedies(opening.name()));
        }
    }

    private void readHead(ByteInput from) throws IOException {
        while (window.available() < PcapFormat.FILE_HEADER_LENGTH && window.read(from, HEAD_LENGTH) >= 0) {
            // until there is enough to judge by
        }
    }

    private @Nullable CaptureException filled(FrameBatch batch) {
        try {
            window.enter(batch.bytes());
            int begun = window.position;
            fill(batch, Objects.requireNonNull(format), Objects.requireNonNull(input));
            if (batch.size() > 0) {
                bytesPerFrame = Math.max(1, (window.position - begun) / batch.size());
            }
            window.leave();
            return null;
        } catch (IOException | BrokenCapture e) {
            return stopped ? null : damaged(e);
        }
    }

    private void fill(FrameBatch batch, RecordFormat records, ByteInput from) throws IOException, BrokenCapture {
        while (!stopped) {
            records.walk(window, batch);
            if (batch.isFull()) {
                return;
            }
            boolean lendNow = batch.size() > 0 && from.mayWait();
            if (lendNow) {
                return;
            }
            if (records.bytesToSkip() > 0) {
                skip(records, from);
                continue;
            }
            if (window.isFull()) {
                if (batch.size() > 0) {
                    return;
                }
                window.compact();
            }
            // No more than what the batch is likely to take: what is left over has to be carried.
            long wanted = (long) bytesPerFrame * (batch.capacity() - batch.size());
            int count = window.read(from, (int) Math.max(LEAST_READ, Math.min(wanted, window.capacity())));
            if (count == 0) {
                return; // nothing came in time
            }
            if (count < 0) {
                ended = true;
                if (!records.isBetweenRecords(window)) {
                    throw records.cutShort(window);
                }
                return;
            }
        }
    }

    private void skip(RecordFormat records, ByteInput from) throws IOException, BrokenCapture {
        long count = from.skip(Math.min(records.bytesToSkip(), 16 << 20));
        if (count == 0) {
            throw records.cutShort(window);
        }
        records.skipped(count);
        window.skipped(count);
    }

    private CaptureException damaged(Exception e) {
        String what = e instanceof BrokenCapture
                ? String.valueOf(e.getMessage())
                : "cannot be read on after byte " + window.inputEnd() + ", in frame "
                        + (format == null ? 1 : format.frames() + 1) + ": " + e.getMessage();
        return new CaptureException(Reason.DAMAGED, opening.name() + ": " + what, List.of());
    }

    private void tell() {
        ByteInput from = input;
        RecordFormat records = format;
        stats = new CaptureStats(
                lentFrames,
                from == null ? 0 : from.outerBytes(),
                from == null ? CaptureStats.UNKNOWN : from.outerSize(),
                0,
                0,
                records == null ? 0 : records.oddRecords());
    }

    @Override
    public void stop() {
        stopped = true;
        opening.stop();
    }

    @Override
    public CaptureStats stats() {
        return stats;
    }

    @Override
    public void close() {
        stop();
        if (input != null) {
            input.close();
        }
    }
}
