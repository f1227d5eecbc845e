package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.serving.influxdb.InfluxStub.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer and the real client against a bucket with 30 days of retention. */
class BucketRetentionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int BATCH = 5_000;
    private static final PatternFormatter FORMAT = new PatternFormatter("%p %s");

    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> expired = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("io.footfall.processor.serving");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            messages.add(FORMAT.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private InfluxStub influx;
    private Instant now;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
        now = influx.clock().instant();
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        influx.close();
    }

    /** Nanoseconds since 1970 do not reach so far back, and what is now would seem old. */
    @Test
    void aRetentionThatNoBucketHasIsIgnored() {
        var points = List.of(new NumberedPoint(1, now, refused, expired));
        for (var days : List.of(424L * 365, 1_000_000L * 365)) {
            var asked = new BucketRetention(() -> Optional.of(Duration.ofDays(days)), "footfall", influx.clock());
            asked.ask();
            var answered = new BucketRetention(Optional::empty, "footfall", influx.clock());
            answered.dropped(List.of(), new WriteOutcome.Expired(1, Optional.of(Duration.ofDays(days))));

            assertThat(asked.withoutExpired(points)).hasSize(1);
            assertThat(answered.withoutExpired(points)).hasSize(1);
        }
        assertThat(expired).isEmpty();
    }

    @Test
    void aMillionOldPointsAreNotSentAndLoggedOnce() {
        influx.keeps(RETENTION);
        influx.answers(this::dropOld);
        var count = new Counter();

        for (var batch = 0; batch < 200; batch++) {
            writeInto(count, BATCH, number -> now.minus(RETENTION.multipliedBy(2)));
        }

        assertThat(count.expired).isEqualTo(1_000_000);
        assertThat(count.refused).isZero();
        assertThat(influx.requests()).isZero();
        assertThat(influx.questions()).hasSize(1);
        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("footfall-v2", "30 days", "5000", "influxdb.bucket");
    }

    @Test
    void aTokenThatMayOnlyWriteLearnsTheRetentionFromTheFirstAnswer() {
        influx.bucketsAnswer(Answer.json(401, "unauthorized", "unauthorized access"));
        influx.answers(this::dropOld);

        write(BATCH, number -> now.minus(RETENTION.multipliedBy(2)));
        write(BATCH, number -> now.minus(RETENTION.multipliedBy(2)));

        assertThat(expired).hasSize(2 * BATCH);
        assertThat(influx.requests()).isOne();
        influx.clock().advance(Duration.ofMinutes(6));
        write(BATCH, number -> now.minus(RETENTION.multipliedBy(2)));
        assertThat(influx.requests()).as("what was learned is asked for again").isEqualTo(2);
        assertThat(refused).isEmpty();
        assertThat(messages).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void withoutAnyWordOnTheRetentionABatchStillTakesOneRequest() {
        influx.answers(lines -> Answer.json(
                422,
                "unprocessable entity",
                "failure writing points to database: partial write: points beyond retention policy dropped="
                        + lines.size()));

        for (var batch = 0; batch < 20; batch++) {
            write(BATCH, number -> now.minus(RETENTION.multipliedBy(2)));
        }

        assertThat(influx.requests()).isEqualTo(20);
        assertThat(expired).hasSize(20 * BATCH);
        assertThat(refused).isEmpty();
        assertThat(messages).hasSize(1);
    }

    @Test
    void theOldestPointsOfAMixedBatchAreThoseThatAreDropped() {
        influx.answers(this::dropOld);

        write(10, number -> number % 2 == 0 ? now.minus(RETENTION.multipliedBy(2)) : now.minusSeconds(number));

        assertThat(expired).containsExactlyInAnyOrder(0L, 2L, 4L, 6L, 8L);
        assertThat(influx.stored()).hasSize(5);
        assertThat(refused).isEmpty();
        assertThat(influx.requests()).isOne();
    }

    @Test
    void aboutPointsNearTheLimitInfluxDbDecides() {
        influx.keeps(RETENTION);
        influx.answers(this::dropOld);

        write(3, number -> now.minus(RETENTION).minus(Duration.ofMinutes(30 * number)));

        assertThat(influx.requests()).isOne();
        assertThat(expired).containsExactlyInAnyOrder(1L, 2L);
        assertThat(influx.stored()).hasSize(1);
    }

    @Test
    void aBucketThatKeepsPointsForEverGetsAllOfThem() {
        influx.keeps(Duration.ZERO);

        write(10, number -> Instant.parse("2018-01-13T12:00:00Z"));

        assertThat(influx.stored()).hasSize(10);
        assertThat(expired).isEmpty();
        assertThat(messages).isEmpty();
    }

    @Test
    void aBucketIsAskedAgainNowAndThen() {
        influx.keeps(RETENTION);
        write(1, number -> now.minus(RETENTION.multipliedBy(2)));
        assertThat(expired).hasSize(1);
        influx.keeps(Duration.ZERO);
        influx.clock().advance(Duration.ofMinutes(5));

        write(2, number -> now.minus(RETENTION.multipliedBy(2)));

        assertThat(expired).hasSize(1);
        assertThat(influx.stored()).hasSize(2);
        assertThat(influx.questions()).hasSize(2);
    }

    @Test
    void whatAnswersInThePlaceOfInfluxDbSaysNothingAboutRetention() {
        for (var answer : List.of(
                new Answer(200, "text/html", "<html><form action=login></form></html>"),
                new Answer(200, "application/json", "null"),
                new Answer(200, "application/json", "{\"buckets\":[]}"),
                new Answer(502, "text/html", "<html>Bad Gateway</html>"))) {
            influx.bucketsAnswer(answer);
            influx.clock().advance(Duration.ofMinutes(5));

            write(1, number -> Instant.parse("2018-01-13T12:00:00Z"));
        }

        assertThat(influx.questions()).hasSize(4);
        assertThat(influx.stored()).hasSize(1);
        assertThat(expired).isEmpty();
    }

    /** Stores what is not older than the bucket keeps, as InfluxDB 2.7.12 does. */
    private Answer dropOld(List<String> lines) {
        var bound = now.minus(RETENTION).toEpochMilli() * 1_000_000;
        var kept = new ArrayList<String>();
        lines.stream().filter(line -> time(line) >= bound).forEach(kept::add);
        kept.forEach(influx::put);
        var dropped = lines.size() - kept.size();
        return dropped == 0
                ? Answer.STORED
                : Answer.json(
                        422,
                        "unprocessable entity",
                        "failure writing points to database: partial write: dropped %1$d points outside retention policy"
                                        .formatted(dropped)
                                + " of duration 720h0m0s - oldest point test at 2018-01-13T05:04:04Z dropped because it"
                                + " violates a Retention Policy Lower Bound at 2026-10-31T12:00:00Z dropped=%1$d for"
                                        .formatted(dropped)
                                + " database: 1 for retention policy: autogen");
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void write(int points, LongFunction<Instant> time) {
        write(points, time, refused, expired);
    }

    private void writeInto(Counter count, int points, LongFunction<Instant> time) {
        var refusedOfBatch = new ArrayList<Long>();
        var expiredOfBatch = new ArrayList<Long>();
        write(points, time, refusedOfBatch, expiredOfBatch);
        count.refused += refusedOfBatch.size();
        count.expired += expiredOfBatch.size();
    }

    private void write(
            int points, LongFunction<Instant> time, Collection<Long> refusedPoints, Collection<Long> expiredPoints) {
        influx.writer()
                .write(LongStream.range(0, points)
                        .mapToObj(number -> new NumberedPoint(number, time.apply(number), refusedPoints, expiredPoints))
                        .toList())
                .await()
                .atMost(TIMEOUT);
    }

    private static final class Counter {
        private long refused;
        private long expired;
    }
}
