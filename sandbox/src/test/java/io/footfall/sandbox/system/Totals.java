package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.sandbox.RunningSandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the newest record of each window from a topic. */
final class Totals {
    private Totals() {}

    static Map<String, PageViewWindow> flagged(RunningSandbox sandbox, String topic) {
        return newest(sandbox, topic, PageViewWindow.class);
    }

    static Map<String, TrafficWindow> traffic(RunningSandbox sandbox, String topic) {
        return newest(sandbox, topic, TrafficWindow.class);
    }

    /** Flagged and unflagged clicks of final windows that are not empty, by start of the window. */
    static Map<Instant, List<Integer>> finalFlagged(RunningSandbox sandbox, String topic) {
        var totals = new TreeMap<Instant, List<Integer>>();
        flagged(sandbox, topic).values().stream()
                .filter(PageViewWindow::isFinal)
                .filter(window -> window.count() + window.unflaggedCount() > 0)
                .forEach(window -> totals.put(
                        window.window().start(), List.of((int) window.count(), (int) window.unflaggedCount())));
        return totals;
    }

    private static <T> Map<String, T> newest(RunningSandbox sandbox, String topic, Class<T> type) {
        var newest = new TreeMap<String, T>();
        sandbox.topic(topic).forEach(record -> newest.put(key(record), Json.read(record.value(), type)));
        return newest;
    }

    /** The newest counts, by partition. */
    static List<ClickCounts> clickCounts(RunningSandbox sandbox) {
        return List.copyOf(
                newest(sandbox, "clicks-accounting", ClickCounts.class).values());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }
}
