package io.footfall.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DashboardChannelsTest {
    private static final TopicPartition TRAFFIC = new TopicPartition("clicks-calculated-traffic", 0);
    private static final TopicPartition COUNTS = new TopicPartition("clicks-accounting", 0);

    private final Dashboard dashboard = new Dashboard(Clock.fixed(Samples.NOON, ZoneOffset.UTC), "");
    private final DashboardChannels channels = new DashboardChannels(
            dashboard, new RestoreReadiness(Clock.systemUTC(), Duration.ofSeconds(30), "kafka:9092"));

    @Test
    void windowsAreShownUntilTheirRecordIsDeleted() {
        var first = Samples.window(-10, 1, 7);
        var second = Samples.window(0, 1, 2);

        channels.traffic(records(
                TRAFFIC,
                List.of(
                        record(TRAFFIC, first.window().key(), Json.write(first)),
                        record(TRAFFIC, second.window().key(), Json.write(second)))));
        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(9);

        channels.traffic(
                records(TRAFFIC, List.of(record(TRAFFIC, second.window().key(), null))));
        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(7);
    }

    @Test
    void afterARestartTheTrafficIsAsOldAsItsNewestRecord() {
        var restoring = new DashboardChannels(
                dashboard, new RestoreReadiness(Clock.systemUTC(), Duration.ofDays(1), "kafka:9092"));
        var window = Samples.window(-240, 1, 7);
        var written = Samples.NOON.minusSeconds(235);

        restoring.traffic(records(
                TRAFFIC,
                List.of(new ConsumerRecord<>(
                        TRAFFIC.topic(),
                        0,
                        0,
                        written.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        window.window().key(),
                        Json.write(window),
                        new RecordHeaders(),
                        Optional.empty()))));

        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(written);
    }

    @Test
    void theNewestClickCountsOfEachPartitionAreShownUntilTheirRecordIsDeleted() {
        channels.clickCounts(records(
                COUNTS,
                List.of(
                        record(COUNTS, "0", Json.write(counts(0, 8))),
                        record(COUNTS, "1", Json.write(counts(1, 5))),
                        record(COUNTS, "0", Json.write(counts(0, 9))))));
        assertThat(dashboard.snapshot().pipeline().clickTotals().received()).isEqualTo(14);

        channels.clickCounts(records(COUNTS, List.of(record(COUNTS, "1", null))));
        assertThat(dashboard.snapshot().pipeline().clickTotals().received()).isEqualTo(9);

        channels.clickCounts(records(COUNTS, List.of(record(COUNTS, "0", null))));
        assertThat(dashboard.snapshot().pipeline().clickTotals()).isNull();
    }

    private static ClickCounts counts(int partition, long read) {
        return new ClickCounts(Samples.NOON, partition, read, read, 0, Map.of(), 0, read, 0, 0);
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, String key, byte[] value) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), 0, key, value);
    }

    private static ConsumerRecords<String, byte[]> records(
            TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }
}
