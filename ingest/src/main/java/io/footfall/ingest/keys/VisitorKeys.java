package io.footfall.ingest.keys;

import io.footfall.events.settings.BrokerNames;
import io.footfall.events.topics.Topics;
import io.footfall.ingest.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Provides the keys of visitor ids, and keeps them up to date. With {@code footfall.ingest.visitor-secret} all replicas
 * have the same, through Kafka. Without it this process has its own.
 */
@Singleton
public final class VisitorKeys {
    private static final Logger LOG = Logger.getLogger(VisitorKeys.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final int RANDOM_SECRET_BYTES = 32;

    private final DayKeys keys;
    private final SharedKeys shared;
    private final BrokerNames names;
    private final String topic;
    private final String address;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "visitor-keys");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile String failure = "has not been read yet";
    private boolean hasWarnedOfFailure;
    private boolean hasWarnedOfSecret;
    private boolean hasCheckedSettings;

    VisitorKeys(
            IngestConfig config,
            BrokerNames names,
            @ConfigProperty(name = "kafka.bootstrap.servers") String address,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var definition = new Topics("").visitorKeysTopic();
        this.topic = definition.name();
        this.address = address;
        this.names = names;
        // A file often ends in a line break that an environment variable lacks.
        var secret = config.visitorSecret().map(String::strip);
        shared = secret.isPresent()
                ? new VisitorKeyTopic(kafka, definition, config.acknowledgementTimeout())
                : new ProcessKeys();
        keys = new DayKeys(shared, new KeySeal(secret.orElseGet(VisitorKeys::randomSecret)), Clock.systemUTC());
    }

    private static String randomSecret() {
        LOG.warn("footfall.ingest.visitor-secret is not set: a visitor counts as a new one after a restart"
                + " and in every replica");
        var random = new byte[RANDOM_SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    void start(@Observes StartupEvent event) {
        if (shared instanceof ProcessKeys) {
            refresh();
        } else {
            thread.execute(this::refreshOnceResolved);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.execute(() -> {
            shared.close();
            thread.shutdownNow();
        });
    }

    /** A new keyed hash with the key of a day; empty if it is not known. */
    public Optional<Mac> mac(long epochDay) {
        return keys.mac(epochDay);
    }

    /** Why today's key is not known. */
    public Optional<String> problem() {
        return keys.isUpToDate() ? Optional.empty() : Optional.of("topic " + topic + ": " + failure);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the next one handles its failures
    private void refreshOnceResolved() {
        if (names.areResolved()) {
            refresh();
        } else {
            thread.schedule(this::refreshOnceResolved, RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the next one handles its failures
    private void refresh() {
        var wait = RETRY_INTERVAL;
        try {
            warn(keys.refresh());
            checkSettings();
            hasWarnedOfFailure = false;
            wait = INTERVAL;
        } catch (RuntimeException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        thread.schedule(this::refresh, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void failed(RuntimeException e) {
        failure = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!keys.isComplete() && !hasWarnedOfFailure) {
            hasWarnedOfFailure = true;
            LOG.warnf(
                    "Kafka at %s (kafka.bootstrap.servers) has no keys for the visitor ids of today and tomorrow, topic"
                            + " %s; the next attempt is in %s: %s",
                    address, topic, RETRY_INTERVAL, failure);
        }
    }

    private void checkSettings() throws InterruptedException {
        if (!hasCheckedSettings) {
            hasCheckedSettings = true;
            shared.wrongSettings()
                    .forEach(setting -> LOG.warnf(
                            "Topic %s of Kafka has %s: keys of visitor ids are not deleted when they should be",
                            topic, setting));
        }
    }

    private void warn(DayKeys.Refresh refresh) {
        if (refresh.hasForeignKeys() && !hasWarnedOfSecret) {
            hasWarnedOfSecret = true;
            LOG.warnf(
                    "Topic %s of Kafka has keys of today or tomorrow with another footfall.ingest.visitor-secret:"
                            + " replicas with different secrets count a visitor several times",
                    topic);
        }
        if (refresh.hasReplacedKey()) {
            LOG.warnf(
                    "Kafka has lost a key of topic %s: visitors of that day are counted a second time from now on",
                    topic);
        }
    }
}
