package io.footfall.sandbox.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** When a recorded click is sent, and which time it then bears: the first click is now, the others keep their distance. */
final class Timetable {
    /** The longest recording, ms: five years. */
    private static final long LONGEST = Duration.ofDays(5 * 365).toMillis();

    private final Instant start;
    private final Speed speed;
    private OptionalLong first = OptionalLong.empty();
    private Duration last = Duration.ZERO;

    Timetable(Instant start, Speed speed) {
        this.start = start;
        this.speed = speed;
    }

    /** One without a time of the recording is sent together with the one before it. */
    Instant due(RecordedClick click) {
        distance(click).ifPresent(distance -> last = distance);
        return start.plus(last);
    }

    RecordedClick shifted(RecordedClick click) {
        return distance(click)
                .map(distance -> click.at(start.plus(distance).toEpochMilli()))
                .orElse(click);
    }

    /** Broken clicks have times far from all others; nobody wants to wait for those. */
    private Optional<Duration> distance(RecordedClick click) {
        if (click.time().isEmpty()) {
            return Optional.empty();
        }
        var time = click.time().getAsLong();
        if (first.isEmpty()) {
            first = OptionalLong.of(time);
        }
        var begin = first.getAsLong();
        return time >= begin - LONGEST && time <= begin + LONGEST
                ? Optional.of(speed.replayed(Duration.ofMillis(time - begin)))
                : Optional.empty();
    }
}
