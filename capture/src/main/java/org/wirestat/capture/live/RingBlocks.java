package org.wirestat.capture.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.wirestat.capture.FrameBatch;

/**
 * The ring that a Linux kernel fills by TPACKET_V3 (linux/if_packet.h): blocks of equal size in one piece of memory. The
 * kernel puts frames into a block until it is full or its time is over, then hands it to us by its status word; when we
 * have no more use for any frame in it, we hand it back the same way. Frames are lent where they stand.
 */
final class RingBlocks {

    // struct tpacket_block_desc, with the tpacket_hdr_v1 in it
    private static final int BLOCK_STATUS = 8;
    private static final int FRAME_COUNT = 12;
    private static final int FIRST_FRAME = 16;

    // struct tpacket3_hdr
    private static final int NEXT_FRAME = 0;
    private static final int SECONDS = 4;
    private static final int NANOSECONDS = 8;
    private static final int CAPTURED_LENGTH = 12;
    private static final int WIRE_LENGTH = 16;
    private static final int STATUS = 20;
    private static final int LINK_OFFSET = 24;
    private static final int VLAN_TCI = 32;
    private static final int VLAN_TPID = 36;

    /** Where the struct sockaddr_ll of a frame stands. */
    static final int ADDRESS = 48;

    private static final int STATUS_KERNEL = 0;
    private static final int STATUS_USER = 1;
    private static final int STATUS_VLAN_VALID = 1 << 4;
    private static final int STATUS_VLAN_TPID_VALID = 1 << 6;

    private static final int TPID_8021Q = 0x8100;
    private static final int VLAN_TAG_LENGTH = 4;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private static final VarHandle STATUS_WORD =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer headers;
    private final ByteBuffer frames;
    private final int blockBytes;
    private final int blockCount;
    private final RingLink link;
    private final int snaplen;

    /** Oldest block that was not handed back; up to and with {@link #current} all are ours. */
    private int oldest;

    private int current;
    private boolean isOpen;
    private int framesLeft;
    private final AtomicLong taken = new AtomicLong();
    private int nextFrame;

    /**
     * @param memory of the ring, or of one that a test made
     * @param snaplen most bytes lent of a frame
     */
    RingBlocks(ByteBuffer memory, int blockBytes, RingLink link, int snaplen) {
        headers = memory.duplicate().order(ByteOrder.nativeOrder());
        frames = memory.duplicate().order(ByteOrder.BIG_ENDIAN);
        this.blockBytes = blockBytes;
        blockCount = memory.capacity() / blockBytes;
        this.link = link;
        this.snaplen = snaplen;
    }

    /** Whether a frame is there that was not lent yet. */
    boolean hasFrames() {
        return isOpen ? framesLeft > 0 || isOurs(following(current)) : isOurs(current);
    }

    /** Frames of all blocks that were opened so far; from any thread. */
    long taken() {
        return taken.get();
    }

    private boolean isOurs(int block) {
        boolean lentAlready = isOpen && block == oldest;
        return !lentAlready
                && ((int) STATUS_WORD.getAcquire(headers, block * blockBytes + BLOCK_STATUS) & STATUS_USER) != 0;
    }

    private int following(int block) {
        return block + 1 == blockCount ? 0 : block + 1;
    }

    /** Hands back all blocks of which every frame was lent. */
    void giveBack() {
        while (oldest != current) {
            handBack(oldest);
            oldest = following(oldest);
        }
        if (isOpen && framesLeft == 0) {
            handBack(current);
            current = following(current);
            oldest = current;
            isOpen = false;
        }
    }

    private void handBack(int block) {
        STATUS_WORD.setRelease(headers, block * blockBytes + BLOCK_STATUS, STATUS_KERNEL);
    }

    /** Lends frames until the batch is full or no more are there; those lent before are handed back. */
    void lend(FrameBatch batch) {
        giveBack();
        batch.clear();
        batch.useMemory(frames);
        while (!batch.isFull()) {
            if (!isOpen || framesLeft == 0) {
                if (!open()) {
                    return;
                }
            }
            walk(batch);
        }
    }

    /** Goes on to the next block, if it is ours. */
    private boolean open() {
        int next = isOpen ? following(current) : current;
        if (!isOurs(next)) {
            return false;
        }
        current = next;
        isOpen = true;
        int at = current * blockBytes;
        framesLeft = headers.getInt(at + FRAME_COUNT);
        taken.addAndGet(framesLeft);
        nextFrame = at + headers.getInt(at + FIRST_FRAME);
        return true;
    }

    private void walk(FrameBatch batch) {
        ByteBuffer h = headers;
        int linkType = link.linkType();
        while (framesLeft > 0 && !batch.isFull()) {
            int header = nextFrame;
            nextFrame += h.getInt(header + NEXT_FRAME);
            framesLeft--;
            int at = header + (h.getShort(header + LINK_OFFSET) & 0xffff);
            if (link.isRepeated(h, header + ADDRESS)) {
                continue;
            }
            int captured = h.getInt(header + CAPTURED_LENGTH);
            int wire = h.getInt(header + WIRE_LENGTH);
            if (link.isCooked()) {
                at -= RingLink.COOKED_LENGTH;
                captured += RingLink.COOKED_LENGTH;
                wire += RingLink.COOKED_LENGTH;
                RingLink.cook(h, header + ADDRESS, frames, at);
            }
            int status = h.getInt(header + STATUS);
            if ((status & STATUS_VLAN_VALID) != 0 && link.tagOffset() >= 0 && captured >= link.tagOffset()) {
                at -= VLAN_TAG_LENGTH;
                putTag(at, header, (status & STATUS_VLAN_TPID_VALID) != 0);
                captured += VLAN_TAG_LENGTH;
                wire += VLAN_TAG_LENGTH;
            }
            captured = Math.min(captured, snaplen);
            if (link.matches(frames, at, captured, wire)) {
                long ns = (h.getInt(header + SECONDS) & 0xffff_ffffL) * NS_PER_SECOND + h.getInt(header + NANOSECONDS);
                batch.add(linkType, ns, wire, at, captured);
            }
        }
    }

    /** The kernel takes the outermost tag off and keeps it beside the frame; here it comes back to where it was. */
    private void putTag(int at, int header, boolean tpidIsKnown) {
        int offset = link.tagOffset();
        frames.put(at, frames, at + VLAN_TAG_LENGTH, offset);
        frames.putShort(at + offset, tpidIsKnown ? headers.getShort(header + VLAN_TPID) : (short) TPID_8021Q);
        frames.putShort(at + offset + 2, (short) headers.getInt(header + VLAN_TCI));
    }
}
