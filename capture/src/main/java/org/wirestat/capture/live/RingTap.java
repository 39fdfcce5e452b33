package org.wirestat.capture.live;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.Intake;
import org.wirestat.capture.filter.BpfProgram;
import org.wirestat.capture.filter.CaptureFilter;

/**
 * One interface, opened with a ring of blocks that the kernel fills. The polling thread reads it itself: while there are
 * frames it makes no native call at all, and where there are none it waits in poll(2).
 */
final class RingTap implements Tap {

    private static final int BLOCKS = 512;
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int SMALLEST_BLOCK = 1 << 16;
    /** Headers of a block and of a frame, a cooked header and a tag take no more than this. */
    private static final int OVERHEAD = 512;

    private static final short POLLIN = 1;
    private static final short POLLERR = 8;
    private static final int POLLFD_BYTES = 8;

    private final String name;
    private final RingSocket socket;
    private final RingBlocks blocks;
    private final boolean promiscuous;
    private @Nullable CaptureException failure;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private boolean isDown;
    private boolean isGone;

    private RingTap(String name, LiveOptions options, RingSocket socket) throws CaptureException {
        this.name = name;
        this.socket = socket;
        promiscuous = options.promiscuous();
        RingLink link = filtered(socket, options);
        int blockBytes = blockBytes(options);
        int blockCount = Math.max(2, options.bufferBytes() / blockBytes);
        ByteBuffer memory = socket.share(blockBytes, blockCount);
        blocks = new RingBlocks(memory, blockBytes, link, options.snaplen());
        socket.listen(promiscuous);
    }

    static RingTap open(String name, LiveOptions options) throws CaptureException {
        RingSocket socket = RingSocket.open(name);
        try {
            return new RingTap(name, options, socket);
        } catch (CaptureException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Many blocks: the kernel hands over whole ones, and soon also those with a single frame, so that on a slow wire it is
     * their number that counts for how long nobody may look. But each must hold the longest frame.
     */
    private static int blockBytes(LiveOptions options) {
        int wanted = Math.max(SMALLEST_BLOCK, Integer.highestOneBit(options.bufferBytes() / BLOCKS));
        int needed = Integer.highestOneBit(options.snaplen() + OVERHEAD - 1) << 1;
        return Math.max(needed, Math.min(LARGEST_BLOCK, wanted));
    }

    /** Gives the filter to the kernel; what it cannot do is left to us. */
    private static RingLink filtered(RingSocket socket, LiveOptions options) throws CaptureException {
        RingLink link = socket.link();
        int keep = Math.max(1, options.snaplen() - (link.isCooked() ? RingLink.COOKED_LENGTH : 0));
        if (options.filter().isBlank()) {
            // Without one the kernel would copy whole frames of which we look at the first bytes.
            socket.attach(KernelFilter.keeping(keep));
            return link;
        }
        BpfProgram program = CaptureFilter.compile(options.filter(), link.linkType());
        ByteBuffer instructions = KernelFilter.of(program, options.filter(), link.isCooked(), keep);
        if (instructions != null && socket.attach(instructions)) {
            return link;
        }
        socket.attach(KernelFilter.keeping(keep));
        return link.filteredBy(program);
    }

    @Override
    public void start(FrameBatch like) {
        // The kernel has been filling the ring since it was bound.
    }

    @Override
    public boolean hasNews() {
        return isGone || blocks.hasFrames();
    }

    @Override
    public boolean hasPlenty() {
        return hasNews();
    }

    @Override
    public void giveBack() {
        blocks.giveBack();
    }

    @Override
    public void take(FrameBatch batch) {
        blocks.lend(batch);
        if (!isDown || isGone) {
            return;
        }
        String nameNow = socket.interfaceName();
        // The last frames from before come after the news that it is down.
        if (batch.size() > 0 && nameNow != null && socket.isUp(nameNow)) {
            isDown = false;
            news.add(name + ": frames come again" + (nameNow.equals(name) ? "" : ", from " + nameNow));
        } else if (batch.size() == 0 && nameNow == null) {
            isGone = true;
            failure = new CaptureException(
                    Reason.INTERFACE_GONE,
                    name + ": the interface went away",
                    List.of("./wirestat -D lists the interfaces"));
        }
    }

    private void goesDown(int error) {
        if (error != 0 && !isDown && socket.interfaceName() != null) {
            news.add(name + ": the interface is down; waiting for it");
        }
        isDown |= error != 0;
    }

    @Override
    public @Nullable String nextNews() {
        return news.poll();
    }

    @Override
    public boolean isEnded() {
        return isGone && !blocks.hasFrames();
    }

    @Override
    public void rethrow() throws CaptureException {
        CaptureException thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public Drops drops() {
        return socket.drops();
    }

    @Override
    public Intake intake() {
        return new Intake(socket.offered(), blocks.taken());
    }

    @Override
    public void stop() {
        // The polling thread, which reads the ring itself, knows.
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Waits in poll(2) until one of the rings has frames, or trouble. */
    static void await(List<Tap> taps, long ns) {
        if (taps.stream().anyMatch(Tap::hasNews)) {
            return;
        }
        try (Memory descriptors = new Memory((long) POLLFD_BYTES * taps.size())) {
            for (int i = 0; i < taps.size(); i++) {
                descriptors.setInt((long) POLLFD_BYTES * i, ((RingTap) taps.get(i)).socket.descriptor());
                descriptors.setInt((long) POLLFD_BYTES * i + 4, POLLIN);
            }
            int ready = Libc.poll(descriptors, taps.size(), (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(ns)));
            for (int i = 0; i < taps.size() && ready > 0; i++) {
                if ((descriptors.getShort((long) POLLFD_BYTES * i + 6) & POLLERR) != 0) {
                    // The interface went down, for a while or for ever. While it is, we look whether it is still here.
                    RingTap tap = (RingTap) taps.get(i);
                    tap.goesDown(tap.socket.takeError());
                }
            }
        }
    }
}
