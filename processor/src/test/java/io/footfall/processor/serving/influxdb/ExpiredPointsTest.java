package io.footfall.processor.serving.influxdb;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.processor.serving.influxdb.InfluxStub.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points that are too old for the bucket, in a batch with others that InfluxDB refuses, or during an outage. */
class ExpiredPointsTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final long BAD = 7;

    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> expired = new ConcurrentLinkedQueue<>();
    private InfluxStub influx;
    private Instant now;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
        now = influx.clock().instant();
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    @Test
    void version3RefusesABatchAcrossTheBorderAndTheNewerPointsAreStored() {
        influx.answers(this::refuseOld);

        write(1_000, number -> now.minus(RETENTION).plus(Duration.ofMinutes(number * 60 - 30_010)));

        assertThat(expired).hasSize(501);
        assertThat(influx.stored()).hasSize(499);
        assertThat(refused).isEmpty();
    }

    @Test
    void theFirstAnswerOfVersion3SaysWhatIsTooOld() {
        influx.answers(this::refuseOld);

        write(1_000, number -> now.minus(RETENTION.multipliedBy(2)));

        assertThat(expired).hasSize(1_000);
        assertThat(influx.requests()).isLessThan(20);
    }

    @Test
    void aBatchThatWaitsIsNotSentOnceItsPointsAreTooOld() {
        influx.keeps(RETENTION);
        influx.isUp(false);
        var writing = start(10, number -> now.minus(RETENTION).plus(Duration.ofMinutes(1)));
        await().atMost(PATIENCE).until(() -> influx.outage().points() == 10);

        influx.clock().advance(Duration.ofHours(2));

        await().atMost(PATIENCE).until(writing::isDone);
        assertThat(expired).hasSize(10);
        assertThat(influx.stored()).isEmpty();
        assertThat(influx.outage().points()).isZero();
    }

    @Test
    void aBadPointAmongOthersThatAreTooOldIsGivenUp() {
        influx.answers(lines -> isBadAmong(lines)
                ? Answer.json(400, "invalid", "unable to parse 'test height= 1': missing field value")
                : Answer.json(
                        422,
                        "unprocessable entity",
                        "partial write: points beyond retention policy dropped=" + lines.size()));

        write(10, number -> now.minus(RETENTION.multipliedBy(2)));

        assertThat(refused).containsExactly(BAD);
        assertThat(expired).hasSize(9);
    }

    /** Refuses the whole batch, as InfluxDB 3 does. */
    private Answer refuseOld(List<String> lines) {
        var bound = now.minus(RETENTION);
        return lines.stream().anyMatch(line -> time(line) < bound.toEpochMilli() * 1_000_000)
                ? Answer.json(
                        403,
                        "forbidden",
                        "dml handler error: data in table test is outside of the retention period: minimum acceptable"
                                + " timestamp is " + bound.toString().replace("Z", "+00:00")
                                + ", but observed timestamp 2018-01-13T12:00:00+00:00 is older.")
                : Answer.STORED;
    }

    private static boolean isBadAmong(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("height=" + BAD + "i"));
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void write(int points, LongFunction<Instant> time) {
        start(points, time).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Void> start(int points, LongFunction<Instant> time) {
        return influx.writer()
                .write(LongStream.range(0, points)
                        .mapToObj(number -> new NumberedPoint(number, time.apply(number), refused, expired))
                        .toList())
                .subscribeAsCompletionStage();
    }
}
