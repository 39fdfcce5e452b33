package org.wirestat.capture.live;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.Intake;
import org.wirestat.capture.privilege.Missing;

/**
 * One interface, opened by libpcap, with a thread of its own that waits in libpcap.
 *
 * <p>A thread, because on an idle link libpcap's read time-out never comes on Linux (the kernel wakes nobody for an empty
 * block), so that a poll could not return in time; and because one long loop registers its native callback once, while each
 * dispatch would register another.
 */
final class PcapTap implements Tap {

    private static final long REOPEN_MS = 200;
    private static final long DRAIN_LOOK_MS = 5;
    private static final int CLOSE_TRIES = 20;
    private static final long CLOSE_WAIT_MS = 50;
    private static final int NO_SUCH_DEVICE = -5;
    private static final int PERMISSION_DENIED = -8;
    private static final int NOT_UP = -9;
    private static final int PROMISCUOUS_PERMISSION_DENIED = -11;

    private final String name;
    private final LiveOptions options;
    private final Inbox inbox;
    private final DropCounter drops = new DropCounter();
    private final Thread thread;
    private volatile PcapHandle handle;
    private volatile boolean stopped;

    private PcapTap(String name, LiveOptions options, Inbox inbox) throws CaptureException {
        this.name = name;
        this.options = options;
        this.inbox = inbox;
        handle = opened();
        thread = new Thread(this::run, "capture " + name);
        thread.setDaemon(true);
    }

    static PcapTap open(String name, LiveOptions options, Inbox inbox) throws CaptureException {
        return new PcapTap(name, options, inbox);
    }

    private PcapHandle opened() throws CaptureException {
        PcapHandle opened;
        try {
            opened = new PcapHandle.Builder(name)
                    .snaplen(options.snaplen())
                    .promiscuousMode(
                            options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                    .timeoutMillis(GATHER_MS)
                    .bufferSize(options.bufferBytes())
                    // Where there are no nanoseconds Pcap4J falls back to microseconds, and gives nanoseconds all the
                    // same.
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException e) {
            throw cannotOpen(e);
        }
        if (options.filter().isBlank()) {
            return opened;
        }
        try {
            opened.setFilter(options.filter(), BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
            return opened;
        } catch (PcapNativeException | NotOpenException e) {
            opened.close();
            throw badFilter(String.valueOf(e.getMessage()));
        }
    }

    private CaptureException badFilter(String detail) {
        // Pcap4J puts the name of the function before libpcap's words.
        String why = detail.replaceFirst("^Error occur+ed in pcap_\\w+: ", "");
        return new CaptureException(
                Reason.BAD_FILTER,
                "capture filter '" + options.filter() + "' cannot be used on " + name + ": " + why,
                List.of("man pcap-filter"));
    }

    private CaptureException cannotOpen(PcapNativeException e) {
        Integer code = e.getReturnCode();
        String detail = String.valueOf(e.getMessage());
        return switch (code == null ? -1 : code) {
            case NO_SUCH_DEVICE ->
                new CaptureException(
                        Reason.NO_SUCH_INTERFACE,
                        name + ": no such interface",
                        List.of("./wirestat -D lists the interfaces"));
            case PERMISSION_DENIED, PROMISCUOUS_PERMISSION_DENIED -> Missing.privilege(name, detail);
            case NOT_UP ->
                new CaptureException(
                        Reason.CANNOT_CAPTURE,
                        name + ": the interface is down",
                        List.of("sudo ip link set " + name + " up"));
            default -> new CaptureException(Reason.CANNOT_CAPTURE, name + ": cannot capture: " + detail, List.of());
        };
    }

    @Override
    public void start(FrameBatch like) {
        inbox.fill(new FrameBatch(like.capacity(), like.bytes().capacity()));
        thread.start();
    }

    @Override
    public boolean hasNews() {
        return inbox.hasNews();
    }

    @Override
    public boolean hasPlenty() {
        return inbox.isHalfFull();
    }

    @Override
    public void giveBack() {
        // They were exchanged, not lent.
    }

    @Override
    public void take(FrameBatch batch) {
        inbox.take(batch);
    }

    @Override
    public boolean isEnded() {
        return inbox.isEnded();
    }

    @Override
    public void rethrow() throws CaptureException {
        inbox.rethrow();
    }

    private void run() {
        try {
            while (!stopped) {
                loop(handle);
            }
            drain(handle);
            inbox.end();
        } catch (CaptureException e) {
            inbox.fail(e);
        } catch (InterruptedException e) {
            inbox.end();
        } catch (RuntimeException | Error e) {
            inbox.crash(e);
        }
    }

    private void loop(PcapHandle current) throws CaptureException, InterruptedException {
        PcapListener listener = new PcapListener(current, inbox);
        try {
            current.loop(-1, listener);
        } catch (InterruptedException e) {
            // Pcap4J's way to say that the loop was broken: by stop(), or by the listener.
            listener.rethrow();
            if (!stopped) {
                throw e;
            }
        } catch (PcapNativeException e) {
            recover(current, e);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads what the kernel had gathered when it was told to stop; its last block is handed over a little later. */
    private void drain(PcapHandle current) throws InterruptedException {
        PcapListener listener = new PcapListener(current, inbox);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MS + 10L);
        try {
            current.setBlockingMode(BlockingMode.NONBLOCKING);
            while (!inbox.isClosed()) {
                int frames = dispatch(current, listener);
                listener.rethrow();
                if (frames == 0) {
                    if (System.nanoTime() >= deadline) {
                        return;
                    }
                    inbox.pause(DRAIN_LOOK_MS);
                }
            }
        } catch (PcapNativeException | NotOpenException e) {
            // An interface that goes away while we end anyway had nothing more to say.
        }
    }

    private static int dispatch(PcapHandle current, PcapListener listener)
            throws PcapNativeException, NotOpenException {
        try {
            return current.dispatch(-1, listener);
        } catch (InterruptedException e) {
            return 0; // a break that was asked for twice
        }
    }

    /**
     * An interface that is taken down and up again is none of our user's worries: newer versions of libpcap wait for it
     * themselves, older ones give up, and then a new handle goes on where the old one ended.
     */
    private void recover(PcapHandle broken, PcapNativeException cause) throws CaptureException, InterruptedException {
        synchronized (drops) {
            drops.read(broken);
            drops.forgetHandle();
            broken.close();
        }
        while (!stopped) {
            if (!exists()) {
                throw new CaptureException(
                        Reason.INTERFACE_GONE,
                        name + ": the interface went away: " + cause.getMessage(),
                        List.of("./wirestat -D lists the interfaces"));
            }
            try {
                handle = opened();
                return;
            } catch (CaptureException e) {
                if (e.reason() != Reason.CANNOT_CAPTURE && e.reason() != Reason.NO_SUCH_INTERFACE) {
                    throw e;
                }
                inbox.pause(REOPEN_MS);
            }
        }
    }

    private boolean exists() {
        try {
            return NetworkInterface.getByName(name) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        PcapListener.breakLoop(handle);
    }

    @Override
    public Drops drops() {
        synchronized (drops) {
            drops.read(handle);
            return drops.drops();
        }
    }

    /** What passes no filter is not told to us: only when frames are dropped was there surely something to take. */
    @Override
    public Intake intake() {
        return new Intake(Math.max(0, drops().kernel()), inbox.put());
    }

    /** Frees the handle, unless libpcap does not come back: closing would then wait for ever. */
    @Override
    public void close() {
        stop();
        inbox.close();
        try {
            for (int i = 0; i < CLOSE_TRIES && thread.isAlive(); i++) {
                // Once more, since a break that comes before the loop begins may be lost.
                stop();
                thread.join(CLOSE_WAIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (drops) {
            drops.read(handle);
            drops.forgetHandle();
            if (!thread.isAlive()) {
                handle.close();
            }
        }
    }
}
