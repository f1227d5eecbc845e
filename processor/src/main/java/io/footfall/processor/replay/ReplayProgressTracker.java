package io.footfall.processor.replay;

import io.footfall.processor.replay.version.PartitionOffsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Computes the progress of a replay from successive readings of its offsets. */
final class ReplayProgressTracker {
    private static final Duration RATE_PERIOD = Duration.ofSeconds(30);

    private final String version;
    private final Duration settleTime;
    private final Map<Integer, Long> goals = new HashMap<>();
    private final Deque<Reading> recent = new ArrayDeque<>();
    private Instant caughtUpAt;

    private record Reading(Instant at, long position) {}

    /** @param settleTime after catching up, until the last windows are closed */
    ReplayProgressTracker(String version, Duration settleTime) {
        this.version = version;
        this.settleTime = settleTime;
    }

    ReplayProgress read(Instant at, Map<Integer, PartitionOffsets> partitions) {
        if (goals.isEmpty()) {
            partitions.forEach((partition, offsets) -> goals.put(partition, offsets.end()));
        }
        long done = 0;
        long toDo = 0;
        long behind = 0;
        long position = 0;
        for (var entry : partitions.entrySet()) {
            var offsets = entry.getValue();
            long end = goals.getOrDefault(entry.getKey(), offsets.begin());
            // Clicks that retention has deleted need not be processed.
            long begin = Math.min(offsets.begin(), end);
            done += Math.min(offsets.committed(), end) - begin;
            toDo += end - begin;
            behind += Math.max(0, offsets.end() - offsets.committed());
            position += offsets.committed();
        }
        return progress(at, done, toDo, behind, rate(new Reading(at, position)));
    }

    private ReplayProgress progress(Instant at, long done, long toDo, long behind, double rate) {
        var caughtUp = done == toDo;
        if (caughtUp && caughtUpAt == null) {
            caughtUpAt = at;
        }
        return new ReplayProgress(
                version,
                at,
                caughtUp,
                caughtUp && !at.isBefore(caughtUpAt.plus(settleTime)),
                toDo == 0 ? 1 : (double) done / toDo,
                done,
                toDo,
                behind,
                rate,
                caughtUp ? Long.valueOf(0) : rate > 0 ? Long.valueOf(Math.round((toDo - done) / rate)) : null);
    }

    private double rate(Reading newest) {
        recent.addLast(newest);
        while (recent.size() > 2 && recent.getFirst().at().isBefore(newest.at().minus(RATE_PERIOD))) {
            recent.removeFirst();
        }
        var oldest = recent.getFirst();
        var seconds = Duration.between(oldest.at(), newest.at()).toMillis() / 1_000.0;
        return seconds > 0 ? Math.max(0, newest.position() - oldest.position()) / seconds : 0;
    }
}
