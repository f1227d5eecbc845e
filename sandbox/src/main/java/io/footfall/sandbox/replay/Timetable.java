package io.footfall.sandbox.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** When a recorded click is sent, and which time it then bears: the first click is now, the others keep their distance. */
final class Timetable {
    private final Instant start;
    private final Speed speed;
    private OptionalLong first = OptionalLong.empty();
    private Duration last = Duration.ZERO;

    Timetable(Instant start, Speed speed) {
        this.start = start;
        this.speed = speed;
    }

    /** One without a time is sent together with the one before it. */
    Instant due(RecordedClick click) {
        if (click.time().isPresent()) {
            last = distance(click.time().getAsLong());
        }
        return start.plus(last);
    }

    RecordedClick shifted(RecordedClick click) {
        return click.time().isEmpty()
                ? click
                : click.at(start.plus(distance(click.time().getAsLong())).toEpochMilli());
    }

    private Duration distance(long time) {
        if (first.isEmpty()) {
            first = OptionalLong.of(time);
        }
        return speed.replayed(Duration.ofMillis(Math.subtractExact(time, first.getAsLong())));
    }
}
