package io.footfall.alerts;

import io.footfall.events.Alert.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
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

/** Settings of the service. */
@ConfigMapping(prefix = "footfall.alerts")
public interface AlertsConfig {
    /** A longer duration may not fit into a point in time. */
    int MAX_DAYS = 36_500;

    /** Whether notifications are sent; else they are only logged. */
    @WithName("notify")
    @WithDefault("true")
    boolean notifies();

    /** Address of this service's API, for links in mails and in Alertmanager. */
    Optional<URI> publicUrl();

    /** Receivers by a name that the operator chooses. */
    Map<String, ReceiverConfig> receivers();

    /** An alert is resolved after this time without a finding, by the wall clock. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    @DurationMax(days = MAX_DAYS)
    Duration resolveTimeout();

    /** How long an alert waits for others of its rule, to be in the same notification. */
    @WithDefault("PT0.5S")
    @DurationMin
    @DurationMax(days = MAX_DAYS)
    Duration groupWait();

    /** Time between reminders of a firing alert that nobody has acknowledged. */
    @WithDefault("PT4H")
    @DurationMin(seconds = 1)
    @DurationMax(days = MAX_DAYS)
    Duration repeatInterval();

    /** Alerts that are kept and listed. */
    @WithDefault("1000")
    @Min(1)
    int maxAlerts();

    /** Lines of evidence that an alert of a forbidden path collects. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int maxEvidence();

    /** How much of the past the rules are trained with when a replica becomes active. */
    @WithDefault("PT2H")
    @DurationMin
    @DurationMax(days = MAX_DAYS)
    Duration warmUp();

    /** How long to wait for Kafka at start and at a take-over. */
    @WithDefault("PT60S")
    @DurationMin(seconds = 1)
    @DurationMax(days = MAX_DAYS)
    Duration startTimeout();

    DeliveryConfig delivery();

    /** How notifications are sent to a receiver. */
    enum Type {
        MAIL,
        WEBHOOK,
        SLACK,
        ALERTMANAGER
    }

    /** One receiver. */
    interface ReceiverConfig {
        Type type();

        /** Addresses of a mail, {@code Ann <ann@example.org>} or without the name. */
        Optional<List<String>> to();

        /** Sender of a mail, as in {@link #to}. */
        Optional<String> from();

        /** Where notifications are posted. Text, because it may be a secret, which no error message may contain. */
        Optional<String> url();

        /** Value of the header {@code Authorization} of posts, a secret. */
        Optional<String> authorization();

        /** Whether the URL may be plain http beyond loopback. */
        Optional<Boolean> allowInsecure();

        /** Base64 secrets that posts are signed with; two while they are rotated. */
        Optional<List<String>> secrets();

        /** Lowest severity of the alerts that it receives. */
        @WithDefault("WARNING")
        Severity severity();

        /** Rules whose alerts it receives; none for all. */
        Optional<Set<String>> rules();

        /** Whether it is notified when alerts are resolved. */
        @WithDefault("true")
        boolean resolved();
    }

    /** Delivery and retries. */
    interface DeliveryConfig {
        /** Timeout of one attempt. */
        @WithDefault("PT15S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 5)
        Duration attemptTimeout();

        /** Delays after failed attempts. After the last one, the notification is a dead letter. */
        @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT6H")
        List<@DurationMin(millis = 1) @DurationMax(days = MAX_DAYS) Duration> backoff();

        /** HTTP proxy for webhooks over https. Text, because it may contain a password. */
        Optional<String> httpsProxy();

        /** Hosts that are reached without the proxy. */
        Optional<List<String>> noProxy();

        /** Attempts at one receiver at the same time. */
        @WithDefault("4")
        @Min(1)
        int maxConcurrent();

        /** Notifications that may wait for one receiver. */
        @WithDefault("1000")
        @Min(1)
        int maxPending();
    }
}
