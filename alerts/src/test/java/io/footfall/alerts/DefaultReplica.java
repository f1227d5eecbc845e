package io.footfall.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.delivery.DeliveryObserver;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertTracker;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return AlertsWiring.replica(
                config(AlertsConfig.class),
                config(RulesConfig.class),
                List.of(notifier.receiver()),
                log.view(),
                log,
                position -> false,
                Runnable::run,
                NO_OBSERVER,
                clock);
    }

    public static Thresholds thresholds() {
        return Thresholds.of(config(RulesConfig.class));
    }

    public static AlertTracker.Policy trackerPolicy() {
        return AlertsWiring.trackerPolicy(config(AlertsConfig.class));
    }

    private static <T> T config(Class<T> mapping) {
        return new SmallRyeConfigBuilder().withMapping(mapping).build().getConfigMapping(mapping);
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
