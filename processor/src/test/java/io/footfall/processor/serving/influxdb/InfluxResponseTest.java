package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses as InfluxDB 2.7.12, older versions and the store of the sandbox send them. */
class InfluxResponseTest {
    private static final int POINTS = 10;
    private static final Instant NOW = Instant.parse("2024-01-30T11:05:48Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | invalid | unable to parse 'clicks v= 1': missing field value",
                "400 | invalid | unable to parse 'clicks,a=aaaa': max key length exceeded: 70023 > 65535",
                "400 | invalid | time outside range -9223372036854775806 - 9223372036854775806",
                "400 | invalid | invalid tag format",
                "400 | invalid | failed to parse line protocol:errors encountered on line(s):\\nerror in line 2: table:"
                        + " clicks, column: visitor_page_timer; cast error from protocol type: STRING to column type: LONG",
                "413 | request too large | cannot read data: points batch is too large",
            })
    void influxDbRefusesABatchWithOneBadPoint(int status, String code, String message) {
        assertThat(outcome(status, code, message))
                .isInstanceOfSatisfying(WriteOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith(status + " "));
    }

    @Test
    void influxDbSaysHowManyPointsItDrops() {
        assertThat(outcome(
                        422,
                        "unprocessable entity",
                        "failure writing points to database: partial write: field type conflict: input field \\\"v\\\""
                                + " on measurement \\\"clicks\\\" is type float, already exists as type integer"
                                + " dropped=1"))
                .isInstanceOfSatisfying(WriteOutcome.Dropped.class, dropped -> assertThat(dropped)
                        .returns(1, WriteOutcome.Dropped::dropped));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failure writing points to database: partial write: dropped 3 points outside retention policy of duration"
                        + " 720h0m0s - oldest point clicks at 2018-01-13T05:04:04Z dropped because it violates a Retention"
                        + " Policy Lower Bound at 2026-10-31T12:00:00Z dropped=3 for database: 1|3|PT720H",
                "failure writing points to database: partial write: points beyond retention policy dropped=10|10|",
            })
    void influxDbSaysHowManyPointsAreTooOldAndWhatItKeeps(String message, int dropped, Duration retention) {
        assertThat(outcome(422, "unprocessable entity", message))
                .isEqualTo(new WriteOutcome.Expired(dropped, Optional.ofNullable(retention)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | not found | bucket \\\"nope\\\" not found",
                "404 | not found | organization name \\\"noorg\\\" not found",
                "401 | unauthorized | unauthorized access",
                "403 | forbidden | insufficient permissions for write",
                "403 | not found | data in table clicks is outside of the retention period",
                "500 | internal error | An internal error has occurred - check server logs",
                "500 | internal error | unexpected error writing points to database: no space left on device",
                "415 | not supported | gzip decompression error",
                "422 | invalid | the code of another status",
                "400 | unprocessable entity | the code of another status",
            })
    void everythingElseIsAnOutage(int status, String code, String message) {
        assertThat(outcome(status, code, message))
                .isInstanceOfSatisfying(WriteOutcome.Unavailable.class, outage -> assertThat(outage.reason())
                        .startsWith(status + " ")
                        .contains(message.replace("\\\"", "\"")));
    }

    @Test
    void retryAfterIsHonouredUpToFiveMinutes() {
        assertThat(pause("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(pause("86400")).isEqualTo(Duration.ofMinutes(5));
        assertThat(pause("99999999999999999999")).isEqualTo(Duration.ZERO);
        assertThat(pause("Wed, 21 Oct 2026 07:28:00 GMT")).isEqualTo(Duration.ZERO);
        assertThat(pause("")).isEqualTo(Duration.ZERO);
    }

    @Test
    void aReasonIsOneShortLine() {
        var outage = (WriteOutcome.Unavailable)
                new InfluxResponse(400, "", "", "<html>\r\n" + "x".repeat(70_000)).outcome(1, NOW);

        assertThat(outage.reason()).hasSizeLessThan(310).doesNotContain("\n", "\r");
    }

    @Test
    void aReasonIsSeenAfterTheLineThatTheMessageRepeats() {
        var refused = (WriteOutcome.Refused) outcome(
                400,
                "invalid",
                "unable to parse 'clicks,a=" + "a".repeat(70_000) + "': max key length exceeded: 70023 > 65535");

        assertThat(refused.reason())
                .hasSizeLessThan(200)
                .startsWith("400 unable to parse 'clicks,a=aaa")
                .endsWith("aaa…': max key length exceeded: 70023 > 65535");
    }

    @Test
    void aMessageThatIsTooLongToArriveWholeIsStillARefusal() {
        var beginning = "{\"code\":\"invalid\",\"message\":\"unable to parse 'clicks,a=" + "a".repeat(70_000);

        assertThat(new InfluxResponse(400, "", "invalid", beginning).outcome(POINTS, NOW))
                .isInstanceOf(WriteOutcome.Refused.class);
        assertThat(new InfluxResponse(400, "", "", beginning).outcome(POINTS, NOW))
                .isInstanceOf(WriteOutcome.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partial write: dropped=5000 of our retention policy",
                "': partial write: points beyond retention policy dropped=5000",
                "\\n partial write: dropped=5000 retention period",
            })
    void whatVisitorsWriteIntoALineSaysNothingAboutTheOtherPoints(String title) {
        var message = "unable to parse 'clicks title=\\\"" + title + "\\\",v= 1': missing field value";

        assertThat(outcome(400, "invalid", message)).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(alone(400, "invalid", message)).isInstanceOf(WriteOutcome.Refused.class);
    }

    @Test
    void version1StoresTheOthersOfALineThatItCannotRead() {
        var body =
                "{\"error\":\"partial write: unable to parse 'clicks title=\\\"dropped=5000 retention policy\\\",v= 1':"
                        + " missing field value dropped=0\"}";

        assertThat(new InfluxResponse(400, "", "", body).outcome(POINTS, NOW))
                .isInstanceOfSatisfying(WriteOutcome.Dropped.class, dropped -> assertThat(dropped.dropped())
                        .isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dml handler error: data in table clicks is outside of the retention period",
                "dml handler error: data in table clicks is outside of the retention period: minimum acceptable timestamp"
                        + " is 2023-07-30T11:05:48.178479165+00:00, but observed timestamp 2022-04-04T05:40:41.079+00:00"
                        + " is older.",
            })
    void version3RefusesABatchWithAPointThatIsTooOld(String message) {
        assertThat(outcome(403, "forbidden", message)).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(alone(403, "forbidden", message))
                .isInstanceOfSatisfying(WriteOutcome.Expired.class, expired -> assertThat(expired.dropped())
                        .isOne());
    }

    private static WriteOutcome alone(int status, String code, String message) {
        var body = "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
        return new InfluxResponse(status, "", "", body).outcome(1, NOW);
    }

    private static WriteOutcome outcome(int status, String code, String message) {
        var body = "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
        return new InfluxResponse(status, "", "", body).outcome(POINTS, NOW);
    }

    private static Duration pause(String retryAfter) {
        return ((WriteOutcome.Unavailable) new InfluxResponse(503, retryAfter, "", "").outcome(1, NOW)).retryAfter();
    }
}
