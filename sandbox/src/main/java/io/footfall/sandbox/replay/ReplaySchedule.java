package io.footfall.sandbox.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Computes when a recorded click is sent, and its shifted event time. The first click is sent at the start; the
 * distance of the others to it is scaled by the speed.
 */
final class ReplaySchedule {
    /** Longest recording, ms. */
    private static final long MAX_LENGTH = Duration.ofDays(5 * 365).toMillis();

    private final Instant start;
    private final ReplaySpeed speed;
    private OptionalLong first = OptionalLong.empty();
    private Duration last = Duration.ZERO;

    ReplaySchedule(Instant start, ReplaySpeed speed) {
        this.start = start;
        this.speed = speed;
    }

    /** A click without a plausible event time is sent with the click before it. */
    Instant sendTime(RecordedClick click) {
        distance(click).ifPresent(distance -> last = distance);
        return start.plus(last);
    }

    RecordedClick shifted(RecordedClick click) {
        return distance(click)
                .map(distance -> click.at(start.plus(distance).toEpochMilli()))
                .orElse(click);
    }

    /** Empty for event times far from the first, which broken clicks have: the replay would wait for years. */
    private Optional<Duration> distance(RecordedClick click) {
        if (click.time().isEmpty()) {
            return Optional.empty();
        }
        var time = click.time().getAsLong();
        if (first.isEmpty()) {
            first = OptionalLong.of(time);
        }
        var begin = first.getAsLong();
        return time >= begin - MAX_LENGTH && time <= begin + MAX_LENGTH
                ? Optional.of(speed.scale(Duration.ofMillis(time - begin)))
                : Optional.empty();
    }
}
