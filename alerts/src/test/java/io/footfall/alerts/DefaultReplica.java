package io.footfall.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.delivery.DeliveryObserver;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertTracker;
import io.footfall.alerts.state.AlertsLog;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.RecordPosition;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** An active replica as the service creates it, with the default settings and alert topics in memory. */
public final class DefaultReplica {
    private static final DeliveryObserver NO_OBSERVER = new DeliveryObserver() {
        @Override
        public void attempted(String receiver, Attempt attempt) {}

        @Override
        public void waiting(Map<String, Integer> notifications) {}
    };

    private DefaultReplica() {}

    /** With one receiver that accepts everything. */
    public static ActiveReplica create(RecordingAlertsLog log, Clock clock) {
        return create(new RecordingNotifier(log.writes()), log, clock);
    }

    public static ActiveReplica create(RecordingNotifier notifier, RecordingAlertsLog log, Clock clock) {
        return create(notifier, log.view(), log, position -> false, Runnable::run, clock);
    }

    /** With one receiver, whose outcomes are handled by an executor. */
    public static ActiveReplica create(Receiver receiver, RecordingAlertsLog log, Executor executor, Clock clock) {
        return create(receiver, log.view(), log, position -> false, executor, clock);
    }

    public static ActiveReplica create(
            RecordingNotifier notifier,
            AlertsView view,
            AlertsLog log,
            Predicate<RecordPosition> hasPageViewsAfter,
            Executor executor,
            Clock clock) {
        return create(notifier.receiver(), view, log, hasPageViewsAfter, executor, clock);
    }

    private static ActiveReplica create(
            Receiver receiver,
            AlertsView view,
            AlertsLog log,
            Predicate<RecordPosition> hasPageViewsAfter,
            Executor executor,
            Clock clock) {
        return AlertsWiring.replica(
                config(AlertsConfig.class, Map.of()),
                config(RulesConfig.class, Map.of()),
                List.of(receiver),
                view,
                log,
                hasPageViewsAfter,
                executor,
                NO_OBSERVER,
                clock);
    }

    public static Thresholds thresholds() {
        return Thresholds.of(config(RulesConfig.class, Map.of()));
    }

    public static AlertTracker.Policy trackerPolicy() {
        return AlertsWiring.trackerPolicy(config(AlertsConfig.class, Map.of()));
    }

    /** The defaults but for some settings. */
    public static <T> T config(Class<T> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }

    /** A record of partition 0. */
    public static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, Instant timestamp, String key, byte[] value) {
        Headers headers = new RecordHeaders();
        var bytes = key.getBytes(UTF_8);
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp.toEpochMilli(),
                TimestampType.CREATE_TIME,
                bytes.length,
                value == null ? -1 : value.length,
                bytes,
                value,
                headers,
                Optional.empty());
    }
}
