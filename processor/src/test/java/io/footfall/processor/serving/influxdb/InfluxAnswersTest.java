package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.footfall.processor.Clicks;
import io.footfall.processor.serving.influxdb.InfluxStub.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the writer does about each answer that InfluxDB gives, as recorded from 2.7.12 and as reported of other versions. */
class InfluxAnswersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int POINTS = 10;
    private static final long BAD = 7;

    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> expired = new ConcurrentLinkedQueue<>();
    private InfluxStub influx;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    /** About one point that is older than the bucket keeps; the others are stored. */
    static List<Answer> pointsOlderThanTheBucketKeeps() {
        return List.of(
                error(
                        422,
                        "unprocessable entity",
                        "failure writing points to database: partial write: dropped 1 points outside retention policy of"
                                + " duration 720h0m0s - oldest point test at 2018-01-13T12:00:00Z dropped because it"
                                + " violates a Retention Policy Lower Bound at 2026-10-31T12:00:00.1Z, newest point test"
                                + " at 2018-01-13T12:00:00Z dropped because it violates a Retention Policy Lower Bound at"
                                + " 2026-10-31T12:00:00.1Z dropped=1 for database: 31b9dea7bca3bd1b for retention policy:"
                                + " autogen"),
                error(
                        422,
                        "unprocessable entity",
                        "failure writing points to database: partial write: points beyond retention policy dropped=1"),
                error(
                        500,
                        "internal error",
                        "unexpected error writing points to database: partial write: points beyond retention policy"
                                + " dropped=1"),
                new Answer(
                        400,
                        "application/json",
                        "{\"error\":\"partial write: points beyond retention policy dropped=1\"}"));
    }

    @ParameterizedTest
    @MethodSource("pointsOlderThanTheBucketKeeps")
    void anOldPointCountsAsExpiredAndTheOthersAreStored(Answer answer) {
        influx.answers(lines -> answerAfterStoringTheOthers(lines, answer));

        write();

        assertThat(expired).containsExactly(BAD);
        assertThat(refused).isEmpty();
        assertThat(influx.stored()).hasSize(POINTS - 1);
        assertThat(influx.requests()).isOne();
    }

    /** Version 1.12 names the retention policy of the bucket whatever the reason is. */
    static List<Answer> aPointOfAnotherType() {
        return List.of(
                error(
                        422,
                        "unprocessable entity",
                        "failure writing points to database: partial write: field type conflict: input field \"v\" on"
                                + " measurement \"clicks\" is type float, already exists as type integer dropped=1"),
                new Answer(
                        400,
                        "application/json",
                        "{\"error\":\"partial write: field type conflict: input field v on measurement clicks is type"
                                + " float, already exists as type integer dropped=1 for database: footfall for retention"
                                + " policy: autogen\"}"));
    }

    @ParameterizedTest
    @MethodSource("aPointOfAnotherType")
    void aPointOfAnotherTypeIsGivenUpAndTheOthersAreStored(Answer answer) {
        influx.answers(lines -> answerAfterStoringTheOthers(lines, answer));

        write();

        assertGivenUp();
    }

    static List<Answer> refusalsOfAWholeBatch() {
        return List.of(
                error(400, "invalid", "unable to parse 'clicks v= 1515844800000000007': missing field value"),
                error(
                        400,
                        "invalid",
                        "unable to parse 'clicks,visitor_browser=" + "a".repeat(70_000)
                                + " v=1i 1': max key length exceeded: 70023 > 65535"),
                error(400, "invalid", "time outside range -9223372036854775806 - 9223372036854775806"),
                error(400, "invalid", "invalid tag format"),
                error(413, "request too large", "cannot read data: points batch is too large"),
                new Answer(
                        400,
                        "application/json",
                        "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"error_message\":\"invalid"
                                + " column type\",\"line_number\":2,\"original_line\":\"clicks v=1.5 1\"}]}"),
                new Answer(
                        422,
                        "application/json",
                        "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"error_message\":\"Update to"
                                + " schema would exceed number of columns per table limit of 500 columns\","
                                + "\"line_number\":1,\"original_line\":\"clicks v=1i 1\"}]}"),
                new Answer(
                        400, "application/json", "{\"error\":\"unable to parse 'clicks v= 1': missing field value\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAWholeBatch")
    void theBatchIsHalvedUntilTheBadPointIsGivenUp(Answer answer) {
        influx.answers(lines -> hasBad(lines) ? answer : Answer.STORED);

        write();

        assertGivenUp();
    }

    static List<Answer> outages() {
        return List.of(
                error(404, "not found", "bucket \"nope\" not found"),
                error(404, "not found", "organization name \"noorg\" not found"),
                error(401, "unauthorized", "unauthorized access"),
                error(500, "internal error", "An internal error has occurred - check server logs"),
                error(
                        500,
                        "internal error",
                        "unexpected error writing points to database: [shard 2] write wal: no space left on device"),
                error(
                        500,
                        "internal error",
                        "unexpected error writing points to database: [shard 2] not attempting to open shard 2; opening"
                                + " shard previously failed with: [shard 2] no space left on device"),
                error(503, "unavailable", "queue is full"),
                error(429, "too many requests", "org has exceeded limited_write plan limit"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void theSameBatchWaitsUntilItIsStored(Answer answer) {
        influx.answers(lines -> answer);
        var writing = writing();

        await().atMost(TIMEOUT).until(() -> influx.outage().points() == POINTS);
        assertThat(influx.outage().reason()).startsWith(answer.status() + " ");
        influx.isUp(true);
        writing.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();

        assertThat(refused).isEmpty();
        assertThat(expired).isEmpty();
        assertThat(influx.stored()).hasSize(POINTS);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void noRequestIsSentBeforeTheTimeThatInfluxDbAsksFor(Answer answer) {
        var paused = answer.after("120");
        influx.answers(lines -> paused);
        var writing = writing();

        await().atMost(TIMEOUT).until(() -> influx.outage().points() == POINTS);
        await().during(Duration.ofSeconds(1)).atMost(TIMEOUT).until(() -> influx.requests() == 1);
        assertThat(writing).isNotDone();
        writing.cancel(true);
    }

    private Answer answerAfterStoringTheOthers(List<String> lines, Answer answer) {
        lines.stream().filter(line -> !hasBad(List.of(line))).forEach(influx::put);
        return hasBad(lines) ? answer : Answer.STORED;
    }

    private static boolean hasBad(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("height=" + BAD + "i"));
    }

    private void assertGivenUp() {
        assertThat(refused).containsExactly(BAD);
        assertThat(expired).isEmpty();
        assertThat(influx.stored()).hasSize(POINTS - 1);
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(
                status,
                code,
                JsonNodeFactory.instance.textNode(message).toString().replaceAll("^\"|\"$", ""));
    }

    private void write() {
        writing().orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Void> writing() {
        return influx.writer()
                .write(LongStream.range(0, POINTS)
                        .mapToObj(number -> new NumberedPoint(number, timeOf(number), refused, expired))
                        .toList())
                .subscribeAsCompletionStage();
    }

    /** The bad one is the oldest. */
    private static Instant timeOf(long number) {
        return number == BAD ? Clicks.NOON : Clicks.NOON.plus(Duration.ofDays(3_000));
    }
}
