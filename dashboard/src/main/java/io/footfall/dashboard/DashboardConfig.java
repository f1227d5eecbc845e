package io.footfall.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the dashboard, {@code footfall.dashboard.*}. */
@ConfigMapping(prefix = "footfall.dashboard")
interface DashboardConfig {
    /** Least time between two events of the stream. */
    @WithDefault("250ms")
    @NotNull
    @DurationMin(millis = 100)
    Duration updateInterval();

    /** Longest time without a byte on a stream, so that no proxy closes it as idle. */
    @WithDefault("15s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration heartbeatInterval();

    /**
     * A client that reconnects within this time receives only what it has missed. A client that reads nothing for this
     * long is disconnected.
     */
    @WithDefault("6m")
    @NotNull
    @DurationMin(seconds = 1)
    Duration resumeWindow();

    /** Longest time after a start without updates, while the last hour is restored from Kafka. */
    @WithDefault("30s")
    @NotNull
    Duration restoreTimeout();

    /** How long browsers wait before they reconnect. */
    @WithDefault("2s")
    @NotNull
    @DurationMin(millis = 100)
    Duration retry();

    /** Most open streams; beyond it the response is 503. */
    @WithDefault("5000")
    @Min(1)
    int maxStreams();

    /** Time without a change after which the page shows that it is stale. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(seconds = 1)
    Duration staleAfter();
}
