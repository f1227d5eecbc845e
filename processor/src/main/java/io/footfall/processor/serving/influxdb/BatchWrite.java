package io.footfall.processor.serving.influxdb;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One batch on its way to InfluxDB, step by step. A point that is refused alone is given up only if InfluxDB has stored
 * another one, or left it out as too old, since it first refused something of the batch. Otherwise InfluxDB may refuse everything, as during an
 * outage, and the point is sent again.
 */
final class BatchWrite {
    /** The longest step of a pause: within it a revoked partition is noticed. */
    private static final Duration STEP = Duration.ofMillis(250);
    /** A step that took so much longer was one of a process that stood still, as in a suspended virtual machine. */
    private static final Duration STANDSTILL = Duration.ofSeconds(3);
    /** Enough for Kafka's client to notice after a standstill that another replica has the partitions. */
    private static final Duration AFTER_STANDSTILL = Duration.ofSeconds(5);

    /** Dropped points, if InfluxDB has not said how many. */
    private static final int UNKNOWN = 0;

    private final Function<List<? extends PointEntry>, Uni<WriteOutcome>> store;
    private final InfluxOutage outage;
    private final BucketRetention retention;
    private final RetryBackoff backoff;
    private final LongSupplier nanoTime;
    private final Deque<List<? extends PointEntry>> pieces = new ArrayDeque<>();
    /** Points that were refused alone, and are sent once more. */
    private final List<PointEntry> doubtful = new ArrayList<>();

    private long storedBeforeRefusals = -1;
    private boolean isPaused;
    private long resumeAt;

    BatchWrite(
            List<? extends PointEntry> batch,
            Function<List<? extends PointEntry>, Uni<WriteOutcome>> store,
            InfluxOutage outage,
            BucketRetention retention,
            RetryBackoff backoff,
            LongSupplier nanoTime) {
        this.store = store;
        this.outage = outage;
        this.retention = retention;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        pieces.add(batch);
    }

    /**
     * Sends one request, or waits for a moment.
     *
     * @return whether there is more to do
     */
    Uni<Boolean> step() {
        if (pieces.isEmpty()) {
            pieces.push(List.copyOf(doubtful));
            doubtful.clear();
        }
        var done = isPaused ? pauseOn() : send(retention.withoutExpired(owned(pieces.pop())));
        return done.map(ignored -> !pieces.isEmpty() || !doubtful.isEmpty());
    }

    private Uni<Void> send(List<? extends PointEntry> piece) {
        return piece.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.apply(piece).chain(outcome -> after(piece, outcome));
    }

    private Uni<Void> after(List<? extends PointEntry> piece, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Unavailable unavailable) {
            pieces.push(piece);
            pause(unavailable.reason(), unavailable.retryAfter());
        } else if (outcome instanceof WriteOutcome.Expired expired) {
            afterExpiry(piece, expired);
        } else if (outcome instanceof WriteOutcome.Dropped dropped) {
            return afterRefusal(piece, dropped.reason(), dropped.dropped());
        } else if (outcome instanceof WriteOutcome.Refused refused) {
            return afterRefusal(piece, refused.reason(), UNKNOWN);
        } else {
            noteStored();
        }
        return Uni.createFrom().voidItem();
    }

    private void afterExpiry(List<? extends PointEntry> piece, WriteOutcome.Expired expired) {
        retention.dropped(piece, expired);
        noteStored();
    }

    private Uni<Void> afterRefusal(List<? extends PointEntry> piece, String reason, int dropped) {
        if (storedBeforeRefusals < 0) {
            storedBeforeRefusals = outage.storedWrites();
        }
        if (piece.size() > 1 && dropped < piece.size()) {
            if (dropped != UNKNOWN) {
                noteStored();
            }
            var middle = piece.size() / 2;
            pieces.push(piece.subList(middle, piece.size()));
            pieces.push(piece.subList(0, middle));
            return Uni.createFrom().voidItem();
        }
        if (isAnotherStored()) {
            return giveUp(piece, reason);
        }
        doubtful.addAll(piece);
        pause(reason, Duration.ZERO);
        return Uni.createFrom().voidItem();
    }

    private void noteStored() {
        outage.stored();
        noteAnswered();
    }

    private void noteAnswered() {
        outage.recovered(this);
        backoff.reset();
    }

    private boolean isAnotherStored() {
        return outage.storedWrites() > storedBeforeRefusals;
    }

    private static Uni<Void> giveUp(List<? extends PointEntry> piece, String reason) {
        return Multi.createFrom()
                .iterable(owned(piece))
                .onItem()
                .transformToUniAndConcatenate(entry -> entry.refuse(reason))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void pause(String reason, Duration atLeast) {
        isPaused = true;
        resumeAt = nanoTime.getAsLong() + backoff.next(atLeast).toNanos();
        outage.failed(this, points(), reason);
    }

    private int points() {
        return doubtful.size() + pieces.stream().mapToInt(List::size).sum();
    }

    private Uni<Void> pauseOn() {
        var began = nanoTime.getAsLong();
        var rest = Duration.ofNanos(resumeAt - began);
        if (rest.toMillis() <= 0) { // timers of Vert.x have no shorter delay
            isPaused = false;
            return Uni.createFrom().voidItem();
        }
        var step = rest.compareTo(STEP) < 0 ? rest : STEP;
        return Uni.createFrom().voidItem().onItem().delayIt().by(step).invoke(() -> afterPause(began, step));
    }

    private void afterPause(long began, Duration step) {
        var now = nanoTime.getAsLong();
        if (now - began > step.plus(STANDSTILL).toNanos()) {
            resumeAt = Math.max(resumeAt, now + AFTER_STANDSTILL.toNanos());
        }
        removeUnowned();
        outage.logIfDue();
    }

    private void removeUnowned() {
        var left = pieces.stream()
                .<List<? extends PointEntry>>map(BatchWrite::owned)
                .filter(piece -> !piece.isEmpty())
                .toList();
        pieces.clear();
        pieces.addAll(left);
        doubtful.removeIf(entry -> !entry.isOwned());
    }

    private static List<? extends PointEntry> owned(List<? extends PointEntry> piece) {
        return piece.stream().allMatch(PointEntry::isOwned)
                ? piece
                : piece.stream().filter(PointEntry::isOwned).toList();
    }
}
