package io.footfall.alerts;

import io.footfall.events.Alert.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an operator sets of this service, with the defaults; the README's table explains each. */
@ConfigMapping(prefix = "footfall.alerts")
public interface AlertsConfig {
    /** Whether people are told; else it is only logged what they would have been told. */
    @WithName("notify")
    @WithDefault("true")
    boolean notifies();

    /** Where people reach the API of this service; mails then say where to look. */
    Optional<URI> publicUrl();

    /** Those who are told, by a name of the operator's choice. */
    Map<String, ReceiverConfig> receivers();

    /** Wall-clock time without a sign after which an alert is over. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    Duration quietPeriod();

    /** How long an alert waits for others of its rule, to be told together. */
    @WithDefault("PT0.5S")
    @DurationMin
    Duration groupWait();

    /** After how long people are reminded of an alert that fires and is not acknowledged. */
    @WithDefault("PT4H")
    @DurationMin(seconds = 1)
    Duration repeat();

    /** Alerts that are kept and listed. */
    @WithDefault("1000")
    @Min(1)
    int remembered();

    /** Lines of evidence an alert of a forbidden path collects. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int evidence();

    /** How much of the past the rules are fed at a start. */
    @WithDefault("PT2H")
    @DurationMin
    Duration warmUp();

    /** How long the broker is waited for at start. */
    @WithDefault("PT60S")
    @DurationMin(seconds = 1)
    Duration startTimeout();

    DeliveryConfig delivery();

    /** How a receiver is told. */
    enum Type {
        MAIL,
        WEBHOOK,
        SLACK,
        ALERTMANAGER
    }

    /** One receiver. */
    interface ReceiverConfig {
        Type type();

        /** Recipients of mail. */
        Optional<List<@Email String>> to();

        @WithDefault("footfall@localhost")
        @Email
        String from();

        /** Where notices are posted. May be a secret, so that no message may hold it: it is no URI yet. */
        Optional<String> url();

        /** Whether that may be plain http beyond loopback. */
        @WithDefault("false")
        boolean allowInsecure();

        /** Base64 secrets that posts are signed with; two while they are being changed. */
        Optional<List<String>> secrets();

        /** Alerts less severe than this are not told. */
        @WithDefault("WARNING")
        Severity severity();

        /** Only alerts of these rules are told; none, all. */
        Optional<Set<String>> rules();

        /** Whether it is told that alerts are over. */
        @WithDefault("true")
        boolean resolved();
    }

    /** How hard it is tried to tell a receiver. */
    interface DeliveryConfig {
        /** Of one attempt. */
        @WithDefault("PT15S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 5)
        Duration timeout();

        /** Pauses after failed attempts; after the last of them it is given up. */
        @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT6H")
        List<@DurationMin(millis = 1) Duration> pauses();

        /** Attempts at one receiver at the same time. */
        @WithDefault("4")
        @Min(1)
        int atOnce();

        /** Notices that may wait for one receiver. */
        @WithDefault("1000")
        @Min(1)
        int mostPending();
    }
}
