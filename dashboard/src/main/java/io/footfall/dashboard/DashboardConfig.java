package io.footfall.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

    /** Most time between two events of the stream, so that nothing on the way closes it as idle. */
    @WithDefault("15s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration heartbeatEvery();

    /** Time without a change after which the page calls itself stale. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration staleAfter();
}
