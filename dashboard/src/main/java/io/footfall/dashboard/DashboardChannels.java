package io.footfall.dashboard;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code clicks-calculated-traffic}, {@code clicks-accounting} and {@code alerts} from the beginning and applies
 * their records to the dashboard; a record without a value deletes. In batches, because a start reads the windows of a
 * whole day.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {TrafficWindow.class, ClickCounts.class, Alert.class},
        registerFullHierarchy = true)
class DashboardChannels {
    /** Threads of their own, so that nothing else the service does can keep records waiting. */
    private static final String POOL = "dashboard-channels";

    private final Dashboard dashboard;
    private final RestoreReadiness readiness;

    DashboardChannels(Dashboard dashboard, RestoreReadiness readiness) {
        this.dashboard = dashboard;
        this.readiness = readiness;
    }

    @Incoming("traffic")
    @Blocking(POOL)
    void traffic(ConsumerRecords<String, byte[]> records) {
        var isRestoring = !readiness.isComplete();
        apply(
                records,
                entry -> {
                    var window = Json.read(entry.value(), TrafficWindow.class);
                    if (isRestoring) {
                        dashboard.restore(window, Instant.ofEpochMilli(entry.timestamp()));
                    } else {
                        dashboard.put(window);
                    }
                },
                key -> dashboard.removeWindow(Instant.parse(key)));
    }

    @Incoming("click-counts")
    @Blocking(POOL)
    void clickCounts(ConsumerRecords<String, byte[]> records) {
        apply(
                records,
                entry -> dashboard.put(Json.read(entry.value(), ClickCounts.class)),
                key -> dashboard.removeClickCounts(Integer.parseInt(key)));
    }

    @Incoming("alerts")
    @Blocking(POOL)
    void alerts(ConsumerRecords<String, byte[]> records) {
        apply(records, entry -> dashboard.put(Json.read(entry.value(), Alert.class)), dashboard::removeAlert);
    }

    private void apply(
            ConsumerRecords<String, byte[]> records,
            Consumer<ConsumerRecord<String, byte[]>> put,
            Consumer<String> remove) {
        for (var entry : records) {
            if (entry.value() == null) {
                remove.accept(entry.key());
            } else {
                put.accept(entry);
            }
        }
        readiness.applied(records);
    }
}
