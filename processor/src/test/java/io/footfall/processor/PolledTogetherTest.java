package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import io.footfall.events.Headers;
import io.footfall.processor.batch.ClickBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Clicks that the consumer has polled together are one record of Kafka Streams. */
class PolledTogetherTest {
    private static final long RECEIVED = Clicks.NOON.plus(Duration.ofHours(1)).toEpochMilli();

    @Test
    void theyHaveTheSameResultsAsOneAfterTheOther() {
        var clicks = new ArrayList<byte[]>();
        for (var number = 0; number < 100; number++) {
            clicks.add(Clicks.bytes(click(number)));
        }
        clicks.add(13, "no JSON".getBytes(UTF_8));
        clicks.add(14, null);

        var together = results(pipeline -> {
            var polled = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            clicks.forEach(click -> polled.add(record(polled.size(), RECEIVED, click)));
            pipeline.sendTogether(polled.subList(0, 60));
            pipeline.sendTogether(polled.subList(60, polled.size()));
        });

        assertThat(together)
                .hasSizeGreaterThan(clicks.size())
                .isEqualTo(results(pipeline -> clicks.forEach(click -> pipeline.send("visitor-1", click))));
    }

    @Test
    void eachHasItsOwnOffsetTimeAndHeaders() {
        try (var pipeline = new Pipeline()) {
            var bot = record(8, RECEIVED, Clicks.bytes(Clicks.pageView(0)));
            bot.headers().add(Headers.BOT, "SomeBot".getBytes(UTF_8));
            pipeline.sendTogether(List.of(
                    record(7, RECEIVED, Clicks.bytes(Clicks.pageView(0))), bot, record(12, RECEIVED + 1, null)));
            pipeline.wait(Duration.ofSeconds(3));

            assertThat(pipeline.cleaned())
                    .map(PolledTogetherTest::described)
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith("|source-offset=7 "),
                            second -> assertThat(second).endsWith("|source-offset=8 "));
            assertThat(pipeline.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.timestamp()).isEqualTo(RECEIVED + 1);
                assertThat(described(rejected)).contains("source-offset=12 ", "source-timestamp=" + (RECEIVED + 1));
            });
            assertThat(pipeline.traffic().values()).singleElement().satisfies(window -> {
                assertThat(window.clicks()).isOne();
                assertThat(window.bots()).isOne();
            });
        }
    }

    /** Kafka Streams commits the offset of the record that it would process next. */
    @Test
    void theirOffsetIsThatOfTheFirst() {
        var batch = ClickBatch.pack(List.of(record(7, 1, null), record(9, 2, null)));

        assertThat(batch)
                .returns("clicks", ConsumerRecord::topic)
                .returns(0, ConsumerRecord::partition)
                .returns(7L, ConsumerRecord::offset)
                .returns(2L, ConsumerRecord::timestamp)
                .returns(Optional.of(3), ConsumerRecord::leaderEpoch);
    }

    private static Click click(int number) {
        var country = number % 7 == 0 ? "VN" : "BE";
        var path = number % 11 == 0 ? "/admin" : "/article-" + number % 5;
        return Clicks.click(number * 1_000L, country, number % 2, "https://news.example" + path);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long time, byte[] value) {
        return new ConsumerRecord<>(
                "clicks",
                0,
                offset,
                time,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                "visitor-1".getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.of(3));
    }

    /** Everything that the topology writes for these clicks. */
    private static List<String> results(Consumer<Pipeline> send) {
        try (var pipeline = new Pipeline()) {
            send.accept(pipeline);
            pipeline.wait(Duration.ofSeconds(3));
            var results = new ArrayList<String>();
            for (var topic : List.<Function<Pipeline, List<TestRecord<byte[], byte[]>>>>of(
                    Pipeline::cleaned, Pipeline::outOfMarket, Pipeline::rejected, Pipeline::forbidden)) {
                topic.apply(pipeline).stream()
                        .map(PolledTogetherTest::described)
                        .forEach(results::add);
            }
            results.add(pipeline.traffic().toString());
            results.add(pipeline.pageViews().toString());
            results.add(pipeline.clickCounts().toString());
            return results;
        }
    }

    private static String described(TestRecord<byte[], byte[]> record) {
        var headers = new StringBuilder();
        record.headers().forEach(header -> headers.append(header.key())
                .append('=')
                .append(new String(header.value(), UTF_8))
                .append(' '));
        var value = record.value() == null ? "" : new String(record.value(), UTF_8);
        return new String(record.key(), UTF_8) + "|" + value.replace("|", "") + "|" + record.timestamp() + "|"
                + headers;
    }
}
