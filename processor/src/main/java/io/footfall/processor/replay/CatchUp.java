package io.footfall.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Readings of the log and of a layer's place in it in; how far the layer is from the end that the first one saw out. */
final class CatchUp {
    private static final Duration RATE_OVER = Duration.ofSeconds(30);

    private final String version;
    private final Duration settling;
    private final Map<Integer, Long> goal = new HashMap<>();
    private final Deque<Reading> recent = new ArrayDeque<>();
    private Instant caughtUpAt;

    private record Reading(Instant at, long position) {}

    /** @param settling time after which the last windows have been closed too */
    CatchUp(String version, Duration settling) {
        this.version = version;
        this.settling = settling;
    }

    Progress read(Instant at, Map<Integer, PartitionOffsets> partitions) {
        if (goal.isEmpty()) {
            partitions.forEach((partition, offsets) -> goal.put(partition, offsets.end()));
        }
        long done = 0;
        long toDo = 0;
        long behind = 0;
        long position = 0;
        for (var entry : partitions.entrySet()) {
            var offsets = entry.getValue();
            long end = goal.getOrDefault(entry.getKey(), offsets.begin());
            // What retention has deleted is nothing to do any more.
            long begin = Math.min(offsets.begin(), end);
            done += Math.min(offsets.committed(), end) - begin;
            toDo += end - begin;
            behind += Math.max(0, offsets.end() - offsets.committed());
            position += offsets.committed();
        }
        return progress(at, done, toDo, behind, rate(new Reading(at, position)));
    }

    private Progress progress(Instant at, long done, long toDo, long behind, double rate) {
        var caughtUp = done == toDo;
        if (caughtUp && caughtUpAt == null) {
            caughtUpAt = at;
        }
        return new Progress(
                version,
                at,
                caughtUp,
                caughtUp && !at.isBefore(caughtUpAt.plus(settling)),
                toDo == 0 ? 1 : (double) done / toDo,
                done,
                toDo,
                behind,
                rate,
                caughtUp ? Long.valueOf(0) : rate > 0 ? Long.valueOf(Math.round((toDo - done) / rate)) : null);
    }

    private double rate(Reading newest) {
        recent.addLast(newest);
        while (recent.size() > 2 && recent.getFirst().at().isBefore(newest.at().minus(RATE_OVER))) {
            recent.removeFirst();
        }
        var oldest = recent.getFirst();
        var seconds = Duration.between(oldest.at(), newest.at()).toMillis() / 1_000.0;
        return seconds > 0 ? Math.max(0, newest.position() - oldest.position()) / seconds : 0;
    }
}
