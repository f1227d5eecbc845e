package io.footfall.benchmarks.latency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Where a click waits: follows the probes through the topics, whose records carry the times of all stages between. What
 * follows no click, such as a probe, costs the services nothing.
 */
final class Waterfall {
    private static final String RECEIVED = "received by ingest";
    private static final String IN_KAFKA = "in `clicks`";
    private static final String WRITTEN = "written to `clicks-cleaned`";
    private static final String COMMITTED = "committed there";
    private static final String MERGED = "merged in its traffic window";
    private static final String WINDOW = "that window committed";
    private static final String FORBIDDEN = "committed as forbidden";
    private static final String ALERT = "alert written";
    private static final String NOTIFICATION = "notification written";

    /** A stage and the one before it. */
    private record Step(String stage, String before) {}

    private static final List<Step> STEPS = List.of(
            new Step(RECEIVED, Probes.SENT),
            new Step(IN_KAFKA, RECEIVED),
            new Step(WRITTEN, IN_KAFKA),
            new Step(COMMITTED, WRITTEN),
            new Step(Probes.STORED, COMMITTED),
            new Step(MERGED, IN_KAFKA),
            new Step(WINDOW, MERGED),
            new Step(Probes.STREAMED, WINDOW),
            new Step(FORBIDDEN, IN_KAFKA),
            new Step(ALERT, FORBIDDEN),
            new Step(NOTIFICATION, ALERT),
            new Step(Probes.ALERTED, NOTIFICATION));

    private final Probes probes;
    private final Topics topics = new Topics("");
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Integer> botsByWindow = new HashMap<>();

    Waterfall(Probes probes, String bootstrapServers) {
        this.probes = probes;
        consumer = KafkaClients.consumer(bootstrapServers, "benchmarks-waterfall", "latest");
        consumer.subscribe(List.of(
                topics.clicks(),
                topics.cleaned(),
                topics.traffic(),
                topics.forbidden(),
                topics.alerts(),
                topics.notifications()));
    }

    void poll() {
        var records = consumer.poll(Duration.ofMillis(100));
        var now = System.currentTimeMillis();
        records.forEach(record -> {
            if (record.value() != null) {
                seen(record, now);
            }
        });
    }

    private void seen(ConsumerRecord<byte[], byte[]> record, long now) {
        var topic = record.topic();
        if (topic.equals(topics.traffic())) {
            countBots(record, now);
            return;
        }
        var text = new String(record.value(), ISO_8859_1);
        if (topic.equals(topics.clicks())) {
            probes.seen(RECEIVED, text, record.timestamp());
            probes.seen(IN_KAFKA, text, now);
        } else if (topic.equals(topics.cleaned())) {
            probes.seen(WRITTEN, text, record.timestamp());
            probes.seen(COMMITTED, text, now);
        } else if (topic.equals(topics.forbidden())) {
            probes.seen(FORBIDDEN, text, now);
        } else {
            probes.seen(topic.equals(topics.alerts()) ? ALERT : NOTIFICATION, text, record.timestamp());
        }
    }

    /** All bots are probes, which are counted in their order. */
    private void countBots(ConsumerRecord<byte[], byte[]> record, long now) {
        var window = Json.read(record.value(), JsonNode.class);
        var bots = window.path("bots").asInt();
        if (bots > 0) {
            botsByWindow.put(new String(record.key(), ISO_8859_1), bots);
            var sum = botsByWindow.values().stream().mapToInt(Integer::intValue).sum();
            probes.seenFirst(MERGED, sum, record.timestamp());
            probes.seenFirst(WINDOW, sum, now);
        }
    }

    void close() {
        consumer.close();
    }

    /** Adds a row for each stage: how long after the click was sent, and how long after the stage before. */
    void addTo(ResultTable table, int rate) {
        for (var step : STEPS) {
            var since = probes.delays(step.before(), step.stage());
            table.add(
                    new Figures()
                            .delays(probes.delays(step.stage()))
                            .range("since the stage before, p50", 0, (double) since.getValueAtPercentile(50))
                            .range("p99", 0, (double) since.getValueAtPercentile(99)),
                    rate,
                    step.stage(),
                    step.before());
        }
    }
}
