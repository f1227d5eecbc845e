package io.footfall.dashboard;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code clicks-calculated-traffic} and {@code alerts} from the beginning and applies their records to the
 * dashboard; a record without a value deletes. In batches, because a start reads the windows of a whole day.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {TrafficWindow.class, ClickCounts.class, Alert.class},
        registerFullHierarchy = true)
class DashboardChannels {
    private final Dashboard dashboard;
    private final RestoreReadiness readiness;

    DashboardChannels(Dashboard dashboard, RestoreReadiness readiness) {
        this.dashboard = dashboard;
        this.readiness = readiness;
    }

    @Incoming("traffic")
    @Blocking
    void traffic(ConsumerRecords<String, byte[]> records) {
        for (var entry : records) {
            if (ClickCounts.isKey(entry.key())) {
                clickCounts(entry);
            } else if (entry.value() == null) {
                dashboard.removeWindow(Instant.parse(entry.key()));
            } else {
                dashboard.put(Json.read(entry.value(), TrafficWindow.class));
            }
        }
        readiness.applied(records);
    }

    private void clickCounts(ConsumerRecord<String, byte[]> entry) {
        if (entry.key().equals(ClickCounts.KEY) && entry.value() != null) {
            dashboard.put(Json.read(entry.value(), ClickCounts.class));
        }
    }

    @Incoming("alerts")
    @Blocking
    void alerts(ConsumerRecords<String, byte[]> records) {
        for (var entry : records) {
            if (entry.value() == null) {
                dashboard.removeAlert(entry.key());
            } else {
                dashboard.put(Json.read(entry.value(), Alert.class));
            }
        }
        readiness.applied(records);
    }
}
