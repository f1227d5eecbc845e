package io.footfall.processor.serving.influxdb;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.serving.influxdb.InfluxStub.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What InfluxDB is asked about the bucket, and what its answer means. */
class InfluxRetentionQuestionTest {
    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long MONTH = Duration.ofDays(30).toSeconds();

    private final Collection<Long> expired = new ConcurrentLinkedQueue<>();
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
    void theBucketOfTheOrganizationIsAskedFor() {
        influx.keeps(Duration.ofDays(30));

        assertThat(influx.retention()).contains(Duration.ofDays(30));
        assertThat(influx.questions()).singleElement().satisfies(query -> assertThat(query.split("&"))
                .containsOnlyOnce("org=footfall", "name=footfall-v2"));
    }

    @Test
    void ofSeveralBucketsTheLongestRetentionCounts() {
        bucketsKeep(HOUR, MONTH);
        assertThat(influx.retention()).contains(Duration.ofDays(30));

        bucketsKeep(HOUR, 0);
        assertThat(influx.retention()).isEmpty();
    }

    @Test
    void aBucketOfAnotherNameSaysNothing() {
        influx.bucketsAnswer(new Answer(200, "application/json", "{\"buckets\":[" + bucket("other", HOUR) + "]}"));

        assertThat(influx.retention()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 200})
    void whatIsKnownStaysIfTheQuestionFails(int status) {
        influx.keeps(Duration.ofDays(30));
        writeOld();
        influx.bucketsAnswer(new Answer(status, "text/html", "<html>Bad Gateway</html>"));
        influx.clock().advance(Duration.ofMinutes(6));

        writeOld();

        assertThat(influx.questions()).hasSize(2);
        assertThat(influx.requests()).isZero();
        assertThat(expired).hasSize(2);
    }

    private void writeOld() {
        var old = influx.clock().instant().minus(Duration.ofDays(60));
        influx.writer()
                .write(List.of(new NumberedPoint(1, old, List.of(), expired)))
                .await()
                .atMost(PATIENCE);
    }

    private void bucketsKeep(long... seconds) {
        influx.bucketsAnswer(new Answer(
                200,
                "application/json",
                Arrays.stream(seconds)
                        .mapToObj(each -> bucket("footfall-v2", each))
                        .collect(Collectors.joining(",", "{\"buckets\":[", "]}"))));
    }

    private static String bucket(String name, long seconds) {
        return "{\"id\":\"0a\",\"name\":\"%s\",\"retentionRules\":[{\"type\":\"expire\",\"everySeconds\":%d}]}"
                .formatted(name, seconds);
    }
}
