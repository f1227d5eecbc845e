package io.footfall.alerts.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KeptRecordsTest {
    private final KeptRecords records = new KeptRecords("traffic");

    @Test
    void aWindowOfTrafficIsKeptOnceASecondInItsNewestState() {
        for (var time = 0; time < 2_000; time += 250) {
            add("traffic", "window", time);
            add("traffic", "other", time);
        }

        assertThat(records.kept())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("window at 750", "other at 750", "window at 1750", "other at 1750");
        assertThat(records.read()).isEqualTo(16);
        assertThat(records.size()).isEqualTo(4);
    }

    @Test
    void otherRecordsAreAllKept() {
        add("forbidden", "visitor", 0);
        add("forbidden", "visitor", 1);
        add("forbidden", null, 1);

        assertThat(records.size()).isEqualTo(3);
    }

    @Test
    void aRecordThatIsReplacedTakesNoMemory() {
        add("traffic", "window", 1);
        var one = records.bytes();

        add("traffic", "window", 2);

        assertThat(records.bytes()).isEqualTo(one);
    }

    private void add(String topic, String key, long time) {
        var bytes = key == null ? null : key.getBytes(UTF_8);
        var value = (key + " at " + time).getBytes(UTF_8);
        records.add(new ConsumerRecord<>(
                topic,
                0,
                0,
                time,
                TimestampType.CREATE_TIME,
                bytes == null ? -1 : bytes.length,
                value.length,
                bytes,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }
}
