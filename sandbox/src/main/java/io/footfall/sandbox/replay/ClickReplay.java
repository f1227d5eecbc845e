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
    private final CountDownLatch stopping;
    private final List<RecordedClick> batch = new ArrayList<>();
    private int batchBytes;

    ClickReplay(
            ReplayDestination destination,
            ReplaySchedule schedule,
            boolean shiftTimes,
            Clock clock,
            DeliveryCounts counts,
            CountDownLatch stopping) {
        this.destination = destination;
        this.schedule = schedule;
        this.shiftTimes = shiftTimes;
        this.clock = clock;
        this.counts = counts;
        this.stopping = stopping;
    }

    /** Returns when all clicks are sent, or the sandbox is stopped. */
    void run(ClickFile file) throws IOException, InterruptedException {
        for (var line = file.next(); line != null && stopping.getCount() > 0; line = file.next()) {
            if (isBlank(line)) {
                counts.skipped(1);
            } else {
                add(RecordedClick.of(line));
            }
        }
        flush();
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

    private static boolean isBlank(byte[] line) {
        for (var character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
