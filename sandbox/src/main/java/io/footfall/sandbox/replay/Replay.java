package io.footfall.sandbox.replay;

import io.footfall.sandbox.delivery.Counts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends the clicks of a file in their order, at their pace, in batches of what is due. */
final class Replay {
    private static final int MOST_CLICKS = 500;
    private static final int MOST_BYTES = 256 * 1024;

    private final Destination destination;
    private final Timetable timetable;
    private final boolean shifts;
    private final Clock clock;
    private final Counts counts;
    private final CountDownLatch ended;
    private final List<RecordedClick> batch = new ArrayList<>();
    private int batchBytes;

    Replay(
            Destination destination,
            Timetable timetable,
            boolean shifts,
            Clock clock,
            Counts counts,
            CountDownLatch ended) {
        this.destination = destination;
        this.timetable = timetable;
        this.shifts = shifts;
        this.clock = clock;
        this.counts = counts;
        this.ended = ended;
    }

    /** Returns when all is sent, or the sandbox is ended. */
    void run(ClickFile file) throws IOException, InterruptedException {
        for (var line = file.next(); line != null && ended.getCount() > 0; line = file.next()) {
            if (isBlank(line)) {
                counts.skipped(1);
            } else {
                take(RecordedClick.of(line));
            }
        }
        flush();
    }

    private void take(RecordedClick click) throws InterruptedException {
        var early = Duration.between(clock.instant(), timetable.due(click));
        if (early.toMillis() > 0) {
            flush();
            if (ended.await(early.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        if (!click.isObject() || batch.size() == MOST_CLICKS || batchBytes > MOST_BYTES) {
            flush();
        }
        batch.add(shifts ? timetable.shifted(click) : click);
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
