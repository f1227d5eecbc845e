package io.footfall.processor.serving.influxdb;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.processor.Clicks;
import io.footfall.processor.serving.influxdb.InfluxStub.Answer;
import io.footfall.testing.MutableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The writer and the real client against an HTTP server that answers as InfluxDB does, and as what is in front of it. */
class PointWriterTest {
    private static final Answer UNPARSABLE =
            Answer.json(400, "invalid", "unable to parse 'test height= 1': missing field value");
    private static final String WRONG_TYPE =
            "failure writing points to database: partial write: field type conflict: input field \\\"height\\\" on"
                    + " measurement \\\"test\\\" is type float, already exists as type integer dropped=1";

    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOwned = new AtomicBoolean(true);
    private InfluxStub influx;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    @Test
    void aBatchIsWrittenInOneRequest() {
        write(1_000);

        assertThat(influx.stored()).hasSize(1_000);
        assertThat(influx.requests()).isOne();
        assertThat(refused).isEmpty();
    }

    @Test
    void nothingIsLostWhileInfluxDbFails() {
        var failures = new ConcurrentLinkedQueue<>(List.of(503, 429, 500));
        influx.answers(
                lines -> failures.isEmpty() ? Answer.STORED : Answer.json(failures.remove(), "internal error", "wait"));

        write(10);

        assertThat(influx.stored()).hasSize(10);
    }

    @Test
    void aRefusedPointIsKeptAndTheOthersAreStored() {
        influx.answers(lines -> isAmong(lines, 7) ? UNPARSABLE : Answer.STORED);

        write(100);

        assertThat(refused).containsExactly(7L);
        assertThat(influx.stored()).hasSize(99);
    }

    @Test
    void theLastPointOfABatchIsRefusedLikeAnyOther() {
        influx.answers(lines -> isAmong(lines, 99) ? UNPARSABLE : Answer.STORED);

        write(100);

        assertThat(refused).containsExactly(99L);
        assertThat(influx.stored()).hasSize(99);
    }

    @Test
    void aBatchThatIsTooLargeIsSentInParts() {
        influx.answers(lines -> lines.size() > 3
                ? new Answer(413, "text/html", "<html><h1>413 Request Entity Too Large</h1><hr>nginx</html>")
                : Answer.STORED);

        write(10);

        assertThat(influx.stored()).hasSize(10);
        assertThat(refused).isEmpty();
    }

    /** What answered in real systems although it was not InfluxDB. */
    static List<Answer> answersOfOthers() {
        return List.of(
                new Answer(
                        400,
                        "text/html",
                        "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n"
                                + "<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<hr><center>nginx</center>"),
                new Answer(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n"),
                new Answer(403, "text/html", "<html><title>Request Rejected</title>Your support ID is 4711</html>"),
                new Answer(413, "text/html", "<html><h1>413 Request Entity Too Large</h1><hr>nginx/1.22.1</html>"),
                new Answer(422, "text/html", "<html><title>Attention Required!</title></html>"),
                new Answer(400, "application/json", "{\"code\":400,\"message\":\"Bad Request\"}"),
                new Answer(400, "application/json", "{\"code\":\"BAD_REQUEST\",\"message\":\"blocked by policy\"}"),
                new Answer(422, "application/json", "{\"error\":{\"code\":\"invalid\"}}"),
                new Answer(400, "application/json", "[\"invalid\"]"),
                new Answer(400, "application/json", "null"),
                new Answer(400, "", ""),
                new Answer(200, "text/html", "<html><form action=login></form></html>"),
                new Answer(302, "text/html", ""),
                new Answer(308, "text/html", ""));
    }

    @ParameterizedTest
    @MethodSource("answersOfOthers")
    void onlyInfluxDbCanRefusePoints(Answer other) {
        var requests = new AtomicInteger();
        influx.answers(lines -> requests.getAndIncrement() < 2 ? other : Answer.STORED);

        write(1);

        assertThat(refused).isEmpty();
        assertThat(influx.stored()).hasSize(1);
        assertThat(requests).hasValue(3);
    }

    @Test
    void aProxyThatRefusesEverythingCostsAFewRequests() {
        influx.answers(lines -> answersOfOthers().get(3));
        var writing = start(5_000);

        await().atMost(PATIENCE).until(() -> influx.outage().points() == 5_000);
        assertThat(influx.requests()).isLessThan(20);
        assertThat(influx.outage().reason()).startsWith("413 ").contains("Request Entity Too Large");
        influx.isUp(true);

        await().atMost(PATIENCE).until(writing::isDone);
        assertThat(influx.stored()).hasSize(5_000);
        assertThat(influx.outage().points()).isZero();
    }

    @Test
    void pointsAreNotGivenUpWhileInfluxDbRefusesAllOfThem() {
        influx.answers(lines -> UNPARSABLE);
        var writing = start(8);

        await().atMost(PATIENCE).until(() -> influx.requests() > 6);
        assertThat(refused).isEmpty();
        assertThat(influx.outage().points()).isEqualTo(8);
        influx.isUp(true);

        await().atMost(PATIENCE).until(writing::isDone);
        assertThat(influx.stored()).hasSize(8);
        assertThat(refused).isEmpty();
    }

    @Test
    void aPointAloneIsGivenUpOnceAnotherBatchIsStored() {
        influx.answers(lines -> isAmong(lines, 0) ? UNPARSABLE : Answer.STORED);
        var writing = start(1);
        await().atMost(PATIENCE).until(() -> influx.outage().points() == 1);
        assertThat(refused).isEmpty();

        influx.writer().write(List.of(new Entry(1))).await().atMost(PATIENCE);

        await().atMost(PATIENCE).until(writing::isDone);
        assertThat(refused).containsExactly(0L);
    }

    @Test
    void aPartialWriteProvesThatOtherPointsAreStored() {
        influx.answers(lines -> {
            lines.stream().filter(line -> !isAmong(List.of(line), 0)).forEach(influx::put);
            return isAmong(lines, 0) ? Answer.json(422, "unprocessable entity", WRONG_TYPE) : Answer.STORED;
        });

        write(2);

        assertThat(refused).containsExactly(0L);
        assertThat(influx.stored()).hasSize(1);
    }

    @Test
    void nothingIsSentOfARevokedPartition() {
        influx.answers(lines -> {
            isOwned.set(false);
            return Answer.BUSY;
        });

        write(5);

        assertThat(influx.requests()).isOne();
        assertThat(influx.outage().points()).isZero();
    }

    /** A server that answers byte by byte delays the question, too. */
    @Test
    void aBatchWaitsWhileInfluxDbIsAskedHowLongItKeepsPoints() {
        var clock = new MutableClock(Instant.EPOCH);
        var outage = new InfluxOutage("http://localhost:8086", "footfall", clock);
        var answer = new CompletableFuture<Optional<Duration>>();
        var retention = new BucketRetention(answer::join, "footfall", clock);
        var writer = new PointWriter(
                points -> new WriteOutcome.Stored(), outage, retention, Infrastructure.getDefaultWorkerPool(), () -> 0);
        var writing = writer.write(List.of(new Entry(1))).subscribeAsCompletionStage();

        clock.advance(Duration.ofMinutes(5));

        assertThat(outage.oldestSeconds()).isEqualTo(300);
        answer.complete(Optional.empty());
        writing.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(outage.oldestSeconds()).isZero();
    }

    private static boolean isAmong(List<String> lines, int number) {
        return lines.stream().anyMatch(line -> line.contains("height=" + number + "i"));
    }

    private void write(int points) {
        start(points).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Void> start(int points) {
        return influx.writer()
                .write(LongStream.range(0, points).mapToObj(Entry::new).toList())
                .subscribeAsCompletionStage();
    }

    private final class Entry implements PointEntry {
        private final long number;

        Entry(long number) {
            this.number = number;
        }

        @Override
        public long time() {
            return Clicks.NOON.toEpochMilli() * 1_000_000 + number;
        }

        @Override
        public void appendTo(LineBuffer request) {
            request.append("test height=" + number + "i " + time());
        }

        @Override
        public boolean isOwned() {
            return isOwned.get();
        }

        @Override
        public Uni<Void> refuse(String reason) {
            refused.add(number);
            return Uni.createFrom().voidItem();
        }

        @Override
        public void expire() {
            throw new AssertionError("expired");
        }
    }
}
