package org.guise.dicom.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A stream that fails when no byte comes for too long: HttpClient's own limits end with the header of an answer. */
final class LimitedWait extends FilterInputStream {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Duration limit;

    LimitedWait(InputStream in, Duration limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        ScheduledFuture<?> alarm = CLOCK.schedule(this::wake, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return in.read(b, off, len);
        } finally {
            alarm.cancel(false);
        }
    }

    /** Closing the stream of an answer ends a read that waits for it. */
    private void wake() {
        try {
            in.close();
        } catch (IOException e) {
            return;
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("guise-web-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
