package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.events.Headers;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Generates the clicks of a plan one after the other, shaped like a news site's: 2.5 % without fields, of the others 14 %
 * of other countries and 49 % page views, up to 45 s out of order.
 */
public final class ClickSource {
    private static final double EMPTY = 0.025;
    private static final double PAGE_VIEW = 0.49;
    private static final double FORBIDDEN = 0.0025;
    private static final double QUICK = 0.5;
    private static final int QUICK_MILLIS = 100;
    private static final int LATEST_MILLIS = 45_000;
    private static final int VISITORS = 30_000;
    private static final byte[] EMPTY_CLICK = "{\"ts_ingest\": null}".getBytes(UTF_8);
    private static final String FORBIDDEN_FIELD = "\"article\":\"https://news.example/admin\"";
    private static final String TOPIC = new Topics("").clicks();

    private final ClickPlan plan;
    private final int partitions;
    private final SplittableRandom random;
    private final SyntheticVisitor[] visitors;
    private long number;
    private long foreign;
    private long empty;

    public ClickSource(ClickPlan plan, int partitions) {
        this.plan = plan;
        this.partitions = partitions;
        random = new SplittableRandom(plan.seed());
        visitors = Stream.generate(() -> SyntheticVisitor.random(random))
                .limit(VISITORS)
                .toArray(SyntheticVisitor[]::new);
    }

    /** A record of {@code clicks}; all clicks of a visitor are in the same partition. */
    ProducerRecord<byte[], byte[]> next() {
        var timestamp = plan.timestamp(number);
        var index = random.nextInt(VISITORS);
        var visitor = visitors[index];
        var isEmpty = random.nextDouble() < EMPTY;
        var value = isEmpty ? EMPTY_CLICK : click(visitor, timestamp);
        empty += isEmpty ? 1 : 0;
        number++;
        var click = new ProducerRecord<>(TOPIC, index % partitions, timestamp, visitor.key(), value);
        if (visitor.bot() != null) {
            click.headers().add(Headers.BOT, visitor.bot());
        }
        return click;
    }

    /** Writes all clicks of the plan to {@code clicks}, and waits until Kafka has acknowledged them. */
    public void writeTo(String bootstrapServers) throws IOException {
        var failure = new AtomicReference<Exception>();
        try (var producer = KafkaClients.producer(bootstrapServers)) {
            while (number < plan.count()) {
                var unused = producer.send(next(), (place, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IOException("Kafka has not accepted the clicks", failure.get());
        }
    }

    public int partitions() {
        return partitions;
    }

    /** Clicks so far that have all fields and are of the market. */
    public long cleaned() {
        return number - empty - foreign;
    }

    /** Clicks so far of other countries. */
    public long foreign() {
        return foreign;
    }

    private byte[] click(SyntheticVisitor visitor, long timestamp) {
        var eventTime = timestamp - delay();
        var isPageView = random.nextDouble() < PAGE_VIEW;
        var isForbidden = random.nextDouble() < FORBIDDEN;
        var article = SyntheticArticle.generate(plan.seed(), article());
        var timer = isPageView ? 0 : random.nextInt(1, 60_000);
        var height = isPageView ? 0 : random.nextInt(1, 20_000);
        foreign += visitor.isForeign() ? 1 : 0;
        return ("{" + visitor.device() + ",\"ts_ingest\":" + eventTime + ',' + article.title()
                        + ",\"visitor_country\":\"" + visitor.country() + "\",\"visitor_page_timer\":" + timer + ','
                        + (isForbidden ? FORBIDDEN_FIELD : article.url()) + ",\"visitor_page_height\":" + height + '}')
                .getBytes(UTF_8);
    }

    private int delay() {
        var share = random.nextDouble();
        return (int) (random.nextDouble() < QUICK ? share * QUICK_MILLIS : share * share * LATEST_MILLIS);
    }

    private int article() {
        return plan.evenly()
                ? (int) (number % plan.articles())
                : (int) Math.pow(plan.articles(), random.nextDouble()) - 1;
    }
}
