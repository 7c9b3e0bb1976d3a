package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process has used so far. */
final class ProcessMeter {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMeter() {}

    /** CPU seconds of all threads, 0 where the system does not say. */
    static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .map(ms -> ms / 1000.0)
                .orElse(0.0);
    }

    /** Peak resident memory in MiB (Linux: VmHWM); elsewhere the heap now held, which is less. */
    static long peakMemoryMiB() {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith("VmHWM:")) {
                        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
                    }
                }
            } catch (IOException e) {
                return heapMiB();
            }
        }
        return heapMiB();
    }

    private static long heapMiB() {
        return Runtime.getRuntime().totalMemory() >> 20;
    }
}
