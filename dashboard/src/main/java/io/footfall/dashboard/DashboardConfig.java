package io.footfall.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How often the page hears of changes, and when it says that there are none. */
@ConfigMapping(prefix = "footfall.dashboard")
interface DashboardConfig {
    /** Least time between two events of the stream. */
    @WithDefault("1s")
    @NotNull
    @DurationMin(millis = 100)
    Duration updateEvery();

    /** Most time without a byte on a stream, so that nothing on the way closes it as idle. */
    @WithDefault("15s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration heartbeatEvery();

    /** How long a client may be away, or not read, and still be told only what it has missed. */
    @WithDefault("6m")
    @NotNull
    @DurationMin(seconds = 1)
    Duration resumeWithin();

    /** How long after a start nothing is told until the last hour has been read back. */
    @WithDefault("30s")
    @NotNull
    Duration readBackWithin();

    /** How long browsers wait before they come back. */
    @WithDefault("2s")
    @NotNull
    @DurationMin(millis = 100)
    Duration retry();

    /** Streams that are open at the same time; who comes later is refused. */
    @WithDefault("5000")
    @Min(1)
    int maxStreams();

    /** Time without a change after which the page calls itself stale. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration staleAfter();
}
