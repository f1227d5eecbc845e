package io.footfall.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;

/** Settings of ingest, {@code footfall.ingest.*}. */
@ConfigMapping(prefix = "footfall.ingest")
interface IngestConfig {
    /** The largest click, bytes; the largest body is {@code quarkus.http.limits.max-body-size}. */
    @WithDefault("65536")
    @Min(1_024)
    @Max(900_000)
    int maxClickSize();

    /** Clicks that may wait for the log's acknowledgement at a time; beyond it requests are answered 503. */
    @WithDefault("50000")
    @Min(1_000)
    int maxInFlight();

    /** What {@code Retry-After} says when the log is unavailable, whole seconds. */
    @WithDefault("PT2S")
    Duration retryAfter();

    /** Key of the visitor ids, shared by all replicas; none: a random one for as long as the process lives. */
    Optional<@Size(min = 16) String> visitorSecret();

    /** Proxies before ingest that append to {@code X-Forwarded-For}. */
    @WithDefault("0")
    @Min(0)
    @Max(10)
    int trustedProxies();
}
