package io.footfall.sandbox.replay;

import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends the clicks of a file in order, each at its scheduled time, in batches. */
final class ClickReplay {
    private static final int MAX_BATCH_CLICKS = 500;
    private static final int MAX_BATCH_BYTES = 256 * 1024;

    private final ReplayDestination destination;
    private final ReplaySchedule schedule;
    private final boolean shiftTimes;
    private final Clock clock;
    private final DeliveryCounts counts;
    private final RejectedClicks rejected;
    private final CountDownLatch stopping;
    private final List<RecordedClick> batch = new ArrayList<>();
    private int batchBytes;

    ClickReplay(
            ReplayDestination destination,
            ReplaySchedule schedule,
            boolean shiftTimes,
            Clock clock,
            DeliveryCounts counts,
            RejectedClicks rejected,
            CountDownLatch stopping) {
        this.destination = destination;
        this.schedule = schedule;
        this.shiftTimes = shiftTimes;
        this.clock = clock;
        this.counts = counts;
        this.rejected = rejected;
        this.stopping = stopping;
    }

    /**
     * Returns when all clicks are sent, or the sandbox is stopped.
     *
     * @throws IOException if the rest of the file cannot be read; all clicks before are sent
     */
    void run(ClickFile file) throws IOException, InterruptedException {
        try {
            for (var line = file.next(); line != null && stopping.getCount() > 0; line = file.next()) {
                add(line);
            }
        } finally {
            flush();
        }
    }

    private void add(RecordedLine line) throws InterruptedException {
        if (line.bytes().length > ClickFile.MAX_LINE) {
            counts.sent(1);
            rejected.add(line, "the line is longer than %d bytes".formatted(ClickFile.MAX_LINE));
            return;
        }
        var clicks = line.isBlank() ? List.<RecordedClick>of() : RecordedClick.allOf(line);
        if (clicks.isEmpty()) {
            counts.skipped(1);
        }
        for (var click : clicks) {
            add(click);
        }
    }

    private void add(RecordedClick click) throws InterruptedException {
        var early = Duration.between(clock.instant(), schedule.sendTime(click));
        if (early.toMillis() > 0) {
            flush();
            if (stopping.await(early.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        if (!click.isObject() || batch.size() == MAX_BATCH_CLICKS || batchBytes > MAX_BATCH_BYTES) {
            flush();
        }
        batch.add(shiftTimes ? schedule.shifted(click) : click);
        batchBytes += click.bytes().length;
        if (!click.isObject()) {
            flush();
        }
    }

    private void flush() throws InterruptedException {
        if (!batch.isEmpty()) {
            counts.sent(batch.size());
            destination.send(List.copyOf(batch));
            batch.clear();
            batchBytes = 0;
        }
    }
}
