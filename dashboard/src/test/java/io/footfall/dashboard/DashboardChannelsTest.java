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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DashboardChannelsTest {
    private static final TopicPartition TRAFFIC = new TopicPartition("clicks-calculated-traffic", 0);

    private final Dashboard dashboard = new Dashboard(Clock.fixed(Samples.NOON, ZoneOffset.UTC), "");
    private final DashboardChannels channels = new DashboardChannels(
            dashboard, new RestoreReadiness(Clock.systemUTC(), Duration.ofSeconds(30), "kafka:9092"));

    @Test
    void clickCountsAreShownAndAreNotAWindow() {
        var window = Samples.window(0, 1, 7);
        var counts = Json.write(
                new ClickCounts(Samples.NOON, List.of(new ClickCounts.Partition(0, 9, 8, 1, Map.of(), 0, 8, 0))));

        channels.traffic(records(List.of(
                record(ClickCounts.KEY, counts),
                record(window.window().key(), Json.write(window)),
                record(ClickCounts.KEY + "-old", null))));

        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(7);
        assertThat(dashboard.snapshot().pipeline().clickTotals().received()).isEqualTo(9);
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>(TRAFFIC.topic(), TRAFFIC.partition(), 0, key, value);
    }

    private static ConsumerRecords<String, byte[]> records(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(Map.of(TRAFFIC, records), Map.of());
    }
}
