package io.footfall.dashboard;

import io.footfall.dashboard.board.Board;
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
 * Takes the records of {@code clicks-calculated-traffic} and {@code alerts} from their beginning and
 * puts them on the board. In batches, because a start reads back a whole day of windows.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {TrafficWindow.class, ClickCounts.class, Alert.class},
        registerFullHierarchy = true)
class BoardChannels {
    private final Board board;
    private final ReadBack readBack;

    BoardChannels(Board board, ReadBack readBack) {
        this.board = board;
        this.readBack = readBack;
    }

    @Incoming("traffic")
    @Blocking
    void traffic(ConsumerRecords<String, byte[]> records) {
        for (var entry : records) {
            if (ClickCounts.isKey(entry.key())) {
                books(entry);
            } else if (entry.value() == null) {
                board.removeWindow(Instant.parse(entry.key()));
            } else {
                board.put(Json.read(entry.value(), TrafficWindow.class));
            }
        }
        readBack.taken(records);
    }

    /** Of other keys that begin so, an older processor's, nothing is shown. */
    private void books(ConsumerRecord<String, byte[]> entry) {
        if (entry.key().equals(ClickCounts.KEY) && entry.value() != null) {
            board.put(Json.read(entry.value(), ClickCounts.class));
        }
    }

    @Incoming("alerts")
    @Blocking
    void alerts(ConsumerRecords<String, byte[]> records) {
        for (var entry : records) {
            if (entry.value() == null) {
                board.removeAlert(entry.key());
            } else {
                board.put(Json.read(entry.value(), Alert.class));
            }
        }
        readBack.taken(records);
    }
}
