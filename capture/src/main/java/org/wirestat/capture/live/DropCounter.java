package org.wirestat.capture.live;

import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;
import org.wirestat.capture.CaptureStats;

/** Frames lost before they reached us, over all handles that one interface needed; libpcap's own counts are 32 bits. */
final class DropCounter {

    private static final long UINT = 0xffff_ffffL;

    private long kernel = CaptureStats.UNKNOWN;
    private long device = CaptureStats.UNKNOWN;
    private long lastKernel;
    private long lastDevice;

    void read(PcapHandle handle) {
        PcapStat stat;
        try {
            stat = handle.getStats();
        } catch (PcapNativeException | NotOpenException e) {
            // The last counts stay.
            return;
        }
        kernel = Math.max(0, kernel) + ((stat.getNumPacketsDropped() - lastKernel) & UINT);
        device = Math.max(0, device) + ((stat.getNumPacketsDroppedByIf() - lastDevice) & UINT);
        lastKernel = stat.getNumPacketsDropped();
        lastDevice = stat.getNumPacketsDroppedByIf();
    }

    /** The next handle counts from 0. */
    void forgetHandle() {
        lastKernel = 0;
        lastDevice = 0;
    }

    Drops drops() {
        return new Drops(kernel, device);
    }
}
