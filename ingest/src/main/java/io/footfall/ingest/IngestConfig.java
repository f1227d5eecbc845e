package io.footfall.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of ingest, {@code footfall.ingest.*}. */
@ConfigMapping(prefix = "footfall.ingest")
public interface IngestConfig {
    /**
     * Origins of the websites whose pages may send clicks; {@code *} for every site; without any, only the own host.
     */
    Optional<List<String>> sites();

    /** The largest click, in bytes. */
    @WithDefault("65536")
    @Min(1_024)
    @Max(900_000)
    int maxClickSize();

    /** The largest body after decompression, in bytes. */
    @WithDefault("1048576")
    @Min(1_024)
    @Max(100_000_000)
    int maxBodySize();

    /** The most clicks in an array. */
    @WithDefault("1000")
    @Min(1)
    int maxClicks();

    /** How deep JSON may be nested. */
    @WithDefault("32")
    @Min(2)
    @Max(1_000)
    int maxJsonDepth();

    /** The longest number in a click, in characters. */
    @WithDefault("64")
    @Min(20)
    @Max(1_000)
    int maxNumberLength();

    /** Memory for all bodies that are being read, in bytes; beyond it the response is 503. */
    @WithDefault("67108864")
    @Min(1_048_576)
    long maxBufferedBytes();

    /** Clicks that may wait for Kafka's acknowledgement at the same time; beyond it the response is 503. */
    @WithDefault("50000")
    @Min(1_000)
    @Max(100_000_000)
    int maxInFlight();

    /** The least value of {@code Retry-After} while Kafka is unavailable. */
    @WithDefault("PT2S")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration retryAfter();

    /**
     * How long Kafka may take to acknowledge clicks before further ones get 503 at once and readiness is down; also the
     * time between attempts after a failure.
     */
    @WithDefault("PT3S")
    @DurationMin(millis = 500)
    @DurationMax(seconds = 30)
    Duration acknowledgementTimeout();

    /** Clicks per second that one client address may send continuously. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int clientRate();

    /** Clicks that one client address may send in a burst. */
    @WithDefault("2000")
    @Min(1)
    @Max(10_000_000)
    int clientBurst();

    /** Connections that one client address may have at the same time; further ones are refused with 429. */
    @WithDefault("500")
    @Min(1)
    @Max(1_000_000)
    int clientConnections();

    /**
     * Time for a request to arrive and its response to begin before the connection is closed; Kafka may take 10 s of
     * it.
     */
    @WithDefault("PT30S")
    @DurationMin(seconds = 11)
    @DurationMax(hours = 1)
    Duration requestTimeout();

    /** Seals the keys of visitor ids in Kafka, the same for all replicas; without one, each process has its own keys. */
    Optional<@Pattern(regexp = "\\s*\\S.{14,}\\S\\s*", message = "must have at least 16 characters") String>
            visitorSecret();

    /** Number of proxies in front of ingest that append to {@code X-Forwarded-For}. */
    @WithDefault("0")
    @Min(0)
    @Max(10)
    int trustedProxies();

    /** Networks, such as {@code 10.0.0.0/8}, whose clients have no limit of rate and connections. */
    Optional<List<String>> trustedSenders();

    /** The header in which a trusted proxy names the client's country; read only if there are trusted proxies. */
    @WithDefault("CF-IPCountry")
    @Pattern(
            regexp = "[!#$%&'*+.^_`|~0-9A-Za-z-]+",
            message = "must be the name of a header such as CF-IPCountry, not '${validatedValue}'")
    String countryHeader();

    /** A file in MaxMind's format with the countries of addresses, read at start. */
    Optional<Path> countryDatabase();

    /** The country of clients whose country is unknown, two letters. */
    Optional<String> defaultCountry();

    /** How long browsers and proxies may cache the tracker, whole seconds. */
    @WithDefault("PT1H")
    @DurationMin
    Duration trackerMaxAge();
}
