package io.footfall.processor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of the processor, {@code footfall.processor.*}. */
@ConfigMapping(prefix = "footfall.processor")
interface ProcessorConfig {
    /** Countries whose clicks are cleaned, ISO 3166-1 alpha-2. */
    @WithDefault("BE,NL")
    @NotEmpty
    Set<String> market();

    /** How far a click's event time may be ahead of the time at which Kafka received it. */
    @WithDefault("PT5M")
    Duration maxAhead();

    /**
     * How far it may be behind. A replay of {@code clicks} accepts the same clicks again, because a record keeps the time
     * at which Kafka received it.
     */
    @WithDefault("P7D")
    Duration maxBehind();

    /** Management pages: {@code *} matches within a segment, {@code **} any number of segments, also none. */
    @NotEmpty
    List<String> forbiddenPaths();

    /** Files that only scanners ask for, in the same notation; without the setting, those of a kept list. */
    Optional<List<String>> probePaths();

    /** Sites whose articles are listed by name, as origins; those of all sites if there are none. */
    Optional<List<String>> sites();

    /** Whether the spellings of one address are one article. */
    @WithDefault("true")
    boolean canonicalArticles();

    /** How long after its end, in event time, a window still counts clicks; real ones arrive up to 45 s out of order. */
    @WithDefault("PT1M")
    Duration grace();

    /** How long a partition may have no new clicks, in wall-clock time, before windows close without it. */
    @WithDefault("PT30S")
    Duration idleTimeout();

    /** Shortest time between two records of a window of traffic that is still open; of page views at least a second. */
    @WithDefault("PT0.25S")
    Duration updateInterval();

    /** Partitions of the topics that the processor creates where they are missing. */
    @WithDefault("4")
    @Min(1)
    int partitions();
}
