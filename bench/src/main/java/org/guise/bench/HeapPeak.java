package org.guise.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** Most heap used since the last reset, garbage included: an upper limit of what is needed. */
final class HeapPeak {
    private HeapPeak() {}

    static void reset() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    static long mebibytes() {
        long sum = 0;
        for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) {
            sum += p.getType() == MemoryType.HEAP ? p.getPeakUsage().getUsed() : 0;
        }
        return sum >> 20;
    }
}
