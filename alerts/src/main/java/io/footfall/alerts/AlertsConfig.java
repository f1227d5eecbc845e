package io.footfall.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an operator sets of this service, with the defaults; the README's table explains each. */
@ConfigMapping(prefix = "footfall.alerts")
public interface AlertsConfig {
    /** Whether people are told; else alerts are only judged and written to their topic. */
    @WithName("notify")
    @WithDefault("true")
    boolean notifies();

    /** Recipients of mail; none, no mail. */
    Optional<List<@Email String>> mailTo();

    @WithDefault("footfall@localhost")
    @Email
    String mailFrom();

    /** Where alerts are posted; none, no webhook. May be a secret. */
    Optional<URI> webhookUrl();

    /** Whether the webhook may be plain http beyond loopback. */
    @WithDefault("false")
    boolean webhookAllowInsecure();

    /** Wall-clock time without a sign after which an alert is no longer firing. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    Duration quietPeriod();

    /** Alerts that are kept in memory and listed. */
    @WithDefault("1000")
    @Min(1)
    int remembered();

    /** Lines of evidence an alert collects. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int evidence();

    /** How long the broker is waited for at start. */
    @WithDefault("PT60S")
    @DurationMin(seconds = 1)
    Duration startTimeout();

    Forbidden forbidden();

    Flood flood();

    Delivery delivery();

    interface Forbidden {
        /** Stretch of time within which visits to pages of the same pattern are the same alert. */
        @WithDefault("PT5M")
        @DurationMin(seconds = 1)
        Duration bucket();
    }

    interface Flood {
        /** Share of page openings above which a window is a flood. */
        @WithDefault("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double ratio();

        /** Clicks below which a window is too small to tell. */
        @WithDefault("300")
        @Min(1)
        long floor();
    }

    /** The bounds keep the worst case below the age at which an unacknowledged record counts as stuck. */
    interface Delivery {
        @WithDefault("5")
        @Min(1)
        @Max(10)
        int attempts();

        /** Of one attempt. */
        @WithDefault("PT10S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 20)
        Duration timeout();

        /** Before the second attempt; each later pause is twice as long, 10 s at most. */
        @WithDefault("PT1S")
        @DurationMin(millis = 1)
        @DurationMax(seconds = 10)
        Duration firstPause();
    }
}
