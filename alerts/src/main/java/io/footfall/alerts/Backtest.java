package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.Source;
import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the past and rules in; the alerts that would have fired, and when by the clock of those
 * days, out. The same rules and the same book as in service, and nobody is told.
 */
final class Backtest {
    private final Judges judges;
    private final AlertBook book;
    private final Map<List<String>, Alert> fired = new LinkedHashMap<>();

    Backtest(Judges judges, AlertBook.Policy policy) {
        this.judges = judges;
        this.book = new AlertBook(policy);
    }

    /** In the order in which they began; each as it was last. */
    List<Alert> run(List<ConsumerRecord<byte[], byte[]>> records) {
        var inOrder = new ArrayList<>(records);
        inOrder.sort(Comparator.comparing(ConsumerRecord::timestamp));
        for (var record : inOrder) {
            var now = Instant.ofEpochMilli(record.timestamp());
            pass(now);
            judges.judge(record).ifPresent(finding -> apply(finding, record.partition(), record.offset(), now));
        }
        return List.copyOf(fired.values());
    }

    private void pass(Instant now) {
        judges.at(now).forEach(finding -> apply(finding, -1, 0, now));
        book.pass(now, alert -> true);
        note();
    }

    private void apply(Finding finding, int partition, long offset, Instant now) {
        book.apply(finding, new Source(partition, offset), now, alert -> true);
        note();
    }

    private void note() {
        book.takeChanges().values().stream()
                .flatMap(Optional::stream)
                .filter(alert -> alert.status() != Status.PENDING)
                .forEach(alert ->
                        fired.put(List.of(alert.fingerprint(), alert.firedAt().toString()), alert));
    }
}
