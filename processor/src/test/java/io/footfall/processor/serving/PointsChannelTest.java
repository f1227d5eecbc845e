package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Headers;
import io.footfall.processor.Clicks;
import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.serving.StoredPointCounter.Committable;
import io.footfall.processor.serving.influxdb.InfluxStub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointsChannelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("clicks-cleaned", 0);

    private final StoredPointCounter counter = new StoredPointCounter();
    private InfluxStub influx;
    private PointsChannel channel;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
        // A point that is refused would need a channel to Kafka, which is not there.
        channel = new PointsChannel(influx.writer(), null, counter, new PointIdentity(1));
        counter.assigned(new Committable(0, 1, 0, StoredPointCounts.NONE));
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    @Test
    void clicksThatTheBucketDoesNotKeepAreCountedAsExpired() {
        influx.keeps(Duration.ofDays(30));

        write(List.of(record(0, Clicks.NOON), record(1, Instant.now()), record(2, Clicks.NOON)));

        assertThat(counter.uncommitted()).containsExactly(new Committable(0, 1, 3, new StoredPointCounts(1, 0, 2)));
        assertThat(influx.stored()).hasSize(1);
    }

    @Test
    void aBucketWithoutRetentionGetsAllClicks() {
        write(List.of(record(0, Clicks.NOON), record(1, Instant.now())));

        assertThat(counter.uncommitted()).containsExactly(new Committable(0, 1, 2, new StoredPointCounts(2, 0, 0)));
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> records) {
        channel.write(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()), 1)
                .await()
                .atMost(TIMEOUT);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Instant time) {
        var click = """
                {"visitor_platform":"mobile","ts_ingest":"%s","article_title":"A","visitor_country":"BE",\
                "visitor_page_timer":0,"visitor_os":"ios","article":"https://news.example/a","visitor_page_height":0,\
                "visitor_browser":"safari"}""".formatted(time.toString());
        var record = new ConsumerRecord<byte[], byte[]>(PARTITION.topic(), 0, offset, null, click.getBytes(UTF_8));
        record.headers().add(Headers.SOURCE_OFFSET, Long.toString(offset).getBytes(UTF_8));
        return record;
    }
}
