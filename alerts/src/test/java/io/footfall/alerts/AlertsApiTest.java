package io.footfall.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.footfall.testing.ApiDocument;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API does as its OpenAPI document says. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@TestProfile(AlertsApiTest.Own.class)
class AlertsApiTest {
    private static final int BODIES = 120;
    private static final String ANYTHING = "[{]\\w+}";

    /** Random silences must not reach other tests. */
    public static final class Own implements QuarkusTestProfile {}

    private ApiDocument document;

    @BeforeEach
    void read() {
        document = ApiDocument.of(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void theDocumentIsExported() {
        ApiDocument.assertExported("alerts", given().get("/q/openapi").asString());
    }

    @Test
    void everyOperationDocumentsItsErrors() {
        for (var path : document.paths()) {
            for (var method : document.methods(path)) {
                assertThat(document.statuses(path, method))
                        .as(method + " " + path)
                        .contains("401", "403", "405", "503")
                        .satisfies(
                                statuses -> assertThat(statuses.contains("404")).isEqualTo(path.contains("{")));
            }
        }
    }

    @Test
    void anotherMethodIsAnsweredWith405AndTheMethodsThatThereAre() {
        for (var template : document.paths()) {
            var path = template.replaceAll(ANYTHING, "x");
            var response = given().request("PATCH", path);
            var methods = new ArrayList<>(document.methods(template));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");

            response.then().statusCode(405);
            assertThat(response.header("Allow")).as(path).isNotNull();
            assertThat(response.header("Allow").split(", ")).as(path).containsExactlyInAnyOrderElementsOf(methods);
            given().options(path).then().statusCode(200).header("Allow", response.header("Allow"));
            validate("PATCH", path, response);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "10000", "99999999999", "many", "1.5", " 5"})
    void aLimitOutOfRangeIsABadRequest(String limit) {
        var response = given().queryParam("limit", limit).get("/alerts/notices");

        response.then().statusCode(400).body("error", is("limit must be a whole number from 1 to 1000"));
        validate("GET", "/alerts/notices", response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "1000"})
    void aLimitInRangeIsAccepted(String limit) {
        var response = given().queryParam("limit", limit).get("/alerts/notices");

        response.then().statusCode(200);
        validate("GET", "/alerts/notices", response);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /alerts",
        "GET, /alerts/x",
        "GET, /alerts/notices",
        "POST, /alerts/x/acknowledgement",
        "POST, /alerts/notices/x/deliveries/oncall",
        "POST, /alerts/test",
        "GET, /silences",
        "POST, /silences",
        "DELETE, /silences/x",
        "GET, /receivers",
        "POST, /receivers/oncall/enable",
        "POST, /receivers/x/enable",
        "POST, /alerts/backtest"
    })
    void everyAnswerIsDocumented(String method, String path) {
        validate(method, path, given().request(method, path));
        validate(method, path, given().accept("image/png").request(method, path));
        validate(method, path, given().contentType("text/plain").body("x").request(method, path));
        validate(method, path, given().contentType("application/json").body("{").request(method, path));
    }

    @Test
    void aSilenceIsAcceptedExactlyIfTheDocumentAllowsIt() {
        var soon = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        isAcceptedIfAllowed(
                "/silences",
                Map.of(
                        "until", List.of(quoted(soon), quoted(soon), quoted(soon), "{}", "[]"),
                        "rule",
                                List.of(
                                        "\"flood\"",
                                        "\"forbidden-path\"",
                                        "\"silence\"",
                                        "\"floods\"",
                                        "[]",
                                        "\"\"",
                                        "5",
                                        "null"),
                        "fingerprint", List.of("\"0123abcd\"", "\"0123ABCD\"", "\"x\"", "{}", "12345678", "null"),
                        "all", List.of("true", "false", "null", "\"true\"", "1"),
                        "comment",
                                List.of(
                                        "\"why\"",
                                        "null",
                                        "1.5",
                                        "true",
                                        "\"" + "x".repeat(1_000) + "\"",
                                        "\"" + "x".repeat(1_001) + "\""),
                        "rul", List.of("1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/silences | rule | 5 | rule is '5': must be text",
                "/silences | comment | true | comment is 'true': must be text",
                "/silences | all | \"true\" | all must be true or false",
                "/alerts/backtest | clicks | 1.5 | clicks is '1.5': must be a whole number",
                "/alerts/backtest | clicks | \"1\" | clicks must be a whole number",
                "/alerts/backtest | mode | 1 | mode is '1': must be one of [LEARNED, PLAIN]"
            })
    void aValueOfAnotherTypeIsRefusedByName(String path, String field, String value, String message) {
        given().contentType("application/json")
                .body("{\"%s\":%s}".formatted(field, value))
                .post(path)
                .then()
                .statusCode(400)
                .body("error", startsWith(message));
    }

    @Test
    void aBacktestIsAcceptedExactlyIfTheDocumentAllowsIt() {
        isAcceptedIfAllowed(
                "/alerts/backtest",
                Map.of(
                        "since", List.of(quoted(Instant.now().minusSeconds(5)), quoted(Instant.now()), "[]"),
                        "clicks",
                                List.of(
                                        "1",
                                        "2147483647",
                                        "2147483648",
                                        "0",
                                        "-1",
                                        "{}",
                                        "1.5",
                                        "\"1\"",
                                        "null",
                                        "true"),
                        "floor", List.of("1", "9223372036854775807", "9223372036854775808", "0"),
                        "mode", List.of("\"PLAIN\"", "\"LEARNED\"", "\"FAST\"", "1", "\"\"", "null"),
                        "ratio", List.of("0", "0.5", "1", "1.1", "-1", "\"0.5\"", "null", "true"),
                        "factor", List.of("1", "1e3", "0.9"),
                        "score", List.of("0", "6.5", "-0.1"),
                        "windows", List.of("1", "100", "0"),
                        "flor", List.of("1")));
    }

    /** Bodies of some of these fields with any of these values. */
    private void isAcceptedIfAllowed(String path, Map<String, List<String>> values) {
        var random = new Random(7);
        var accepted = 0;
        for (var number = 0; number < BODIES; number++) {
            var fields = new ArrayList<String>();
            values.forEach((field, some) -> {
                var isCommon = field.equals("until") || field.equals("since");
                if (random.nextInt(10) < (isCommon ? 9 : 3)) {
                    fields.add("\"" + field + "\":" + some.get(random.nextInt(some.size())));
                }
            });
            var body = "{" + String.join(",", fields) + "}";
            var response = given().contentType("application/json").body(body).post(path);

            var errors = document.requestErrors("POST", path, body);
            assertThat(response.statusCode())
                    .as("%s by the document %s, by the service: %s", body, errors, response.asString())
                    .isEqualTo(errors.isEmpty() ? 200 : 400);
            validate("POST", path, response);
            accepted += errors.isEmpty() ? 1 : 0;
        }
        assertThat(accepted).isBetween(BODIES / 50, BODIES - BODIES / 50);
    }

    private static String quoted(Instant time) {
        return "\"" + time + "\"";
    }

    private void validate(String method, String path, Response response) {
        document.validate(method, path, response.statusCode(), response.contentType(), response.asString());
    }
}
