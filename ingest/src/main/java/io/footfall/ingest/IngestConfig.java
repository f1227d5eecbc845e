package io.footfall.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of ingest, {@code footfall.ingest.*}. */
@ConfigMapping(prefix = "footfall.ingest")
public interface IngestConfig {
    /** Origins of the websites whose pages may send clicks; {@code *} for every site; none: only its own host's. */
    Optional<List<String>> sites();

    /** The largest click, bytes. */
    @WithDefault("65536")
    @Min(1_024)
    @Max(900_000)
    int maxClickSize();

    /** The largest body, bytes, after its compression has been undone. */
    @WithDefault("1048576")
    @Min(1_024)
    @Max(100_000_000)
    int maxBodySize();

    /** The most clicks of an array. */
    @WithDefault("1000")
    @Min(1)
    int maxClicks();

    /** How deep JSON may be nested. */
    @WithDefault("32")
    @Min(2)
    @Max(1_000)
    int maxJsonDepth();

    /** The longest number in a click, characters. */
    @WithDefault("64")
    @Min(20)
    @Max(1_000)
    int maxNumberLength();

    /** Memory for bodies that are being read, bytes, all senders together; beyond it requests are answered 503. */
    @WithDefault("67108864")
    @Min(1_048_576)
    long maxBuffered();

    /** Clicks that may wait for the log's acknowledgement at a time; beyond it requests are answered 503. */
    @WithDefault("50000")
    @Min(1_000)
    int maxInFlight();

    /** What {@code Retry-After} says at least when the log is unavailable. */
    @WithDefault("PT2S")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration retryAfter();

    /** How long the log may leave clicks unanswered before others are refused at once, and between tries after a failure. */
    @WithDefault("PT3S")
    @DurationMin(millis = 500)
    @DurationMax(seconds = 30)
    Duration patience();

    /** Clicks a second that one client address may send for ever. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int clientRate();

    /** Clicks that one client address may send at once. */
    @WithDefault("2000")
    @Min(1)
    @Max(10_000_000)
    int clientBurst();

    /** How long a request may take to arrive and to be answered before its connection is cut; the log may take 10 s of it. */
    @WithDefault("PT30S")
    @DurationMin(seconds = 11)
    @DurationMax(hours = 1)
    Duration requestTimeout();

    /** Key of the visitor ids, shared by all replicas; none: a random one for as long as the process lives. */
    Optional<@Size(min = 16) String> visitorSecret();

    /** Proxies before ingest that append to {@code X-Forwarded-For}. */
    @WithDefault("0")
    @Min(0)
    @Max(10)
    int trustedProxies();

    /** Networks, such as {@code 10.0.0.0/8}, whose clients may send as much as they like. */
    Optional<List<String>> trustedSenders();

    /** The header in which a trusted proxy names the client's country; read only if there are trusted proxies. */
    @WithDefault("CF-IPCountry")
    String countryHeader();

    /** A file in MaxMind's format with the countries of addresses, read at start. */
    Optional<Path> countryDatabase();

    /** The country of clients of which nothing else tells it, two letters. */
    Optional<String> defaultCountry();

    /** How long browsers and proxies keep the tracker before they ask again, whole seconds. */
    @WithDefault("PT1H")
    @DurationMin
    Duration trackerMaxAge();

    /** Otherwise the largest array could never be sent. */
    @AssertTrue(
            message = "footfall.ingest: max-clicks must be at most client-burst and max-in-flight,"
                    + " and max-body-size at most max-buffered and client-burst KiB")
    default boolean isConsistent() {
        return maxClicks() <= clientBurst()
                && maxClicks() <= maxInFlight()
                && maxBodySize() <= maxBuffered()
                && maxBodySize() / 1_024 < clientBurst();
    }
}
