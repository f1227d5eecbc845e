package io.footfall.benchmarks.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the processor has made of a log: the topics of a serving version in, totals out. */
record DerivedTopics(TopicReader reader, Topics topics) {
    Totals totals() throws IOException {
        var content = new CleanedContent();
        var cleaned = clicks(topics.cleaned(), content::add);
        var outOfMarket = clicks(topics.outOfMarket(), record -> {});
        var rejected = clicks(topics.rejected(), record -> {});
        var forbidden = clicks(topics.forbidden(), record -> {});
        return new Totals(
                cleaned.different(),
                content.sum(),
                outOfMarket.different(),
                rejected.different(),
                forbidden.different(),
                cleaned.twice() + outOfMarket.twice() + rejected.twice() + forbidden.twice(),
                newest(topics.pageViews(), DerivedTopics::flagged),
                newest(topics.traffic(), DerivedTopics::traffic));
    }

    private SourceOffsets clicks(String topic, Consumer<ConsumerRecord<byte[], byte[]>> also) throws IOException {
        var offsets = new SourceOffsets();
        reader.read(topic, record -> {
            offsets.note(record);
            also.accept(record);
        });
        return offsets;
    }

    /** All that is said of each window, but whether it is final: the newest records by topic and start. */
    Map<String, JsonNode> windows() throws IOException {
        var windows = new TreeMap<String, JsonNode>();
        for (var topic : List.of(topics.pageViews(), topics.traffic())) {
            var kind = topic.substring(0, topic.length() - topics.suffix().length());
            newest(topic, DerivedTopics::withoutFinal)
                    .forEach((start, window) -> windows.put(kind + " " + start, window));
        }
        return windows;
    }

    /** The newest record of each window. */
    private <T> Map<String, T> newest(String topic, Function<byte[], T> totals) throws IOException {
        var records = new TreeMap<String, byte[]>();
        reader.read(topic, record -> records.put(new String(record.key(), UTF_8), record.value()));
        var windows = new TreeMap<String, T>();
        records.forEach((start, value) -> windows.put(start, totals.apply(value)));
        return windows;
    }

    private static Totals.Flagged flagged(byte[] value) {
        var window = Json.read(value, PageViewWindow.class);
        return new Totals.Flagged(
                window.count(),
                window.unflaggedCount(),
                window.outOfMarket().count(),
                window.outOfMarket().unflaggedCount());
    }

    private static Totals.Traffic traffic(byte[] value) {
        var window = Json.read(value, TrafficWindow.class);
        return new Totals.Traffic(window.clicks(), window.views(), window.bots());
    }

    private static JsonNode withoutFinal(byte[] value) {
        return Json.read(value, ObjectNode.class).without("final");
    }
}
