package io.footfall.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.footfall.testing.ApiDocument;
import io.footfall.testing.HttpClients;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint while Kafka is unavailable. */
@QuarkusTest
@TestProfile(ClicksRouteTest.Settings.class)
class ClicksRouteTest {
    private static final String SITE = "https://www.example.org";

    @TestHTTPResource("/clicks")
    URI clicks;

    @TestHTTPResource(value = "", management = true)
    URI management;

    /** One site, and a low rate limit. */
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "footfall.ingest.sites", SITE + ",http://localhost:8000",
                    "footfall.ingest.trusted-proxies", "1",
                    "footfall.ingest.client-rate", "1",
                    "footfall.ingest.client-burst", "1100",
                    "footfall.ingest.trusted-senders", "198.51.100.0/24");
        }
    }

    @Test
    void clicksGet503WhileKafkaIsUnavailable() {
        given().body("{}")
                .post("/clicks")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[2-4]"))
                .body("success", equalTo(false));
    }

    @Test
    void invalidJsonIsRejectedWithAMessage() {
        given().body("nonsense")
                .post("/clicks")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("success", equalTo(false))
                .body("message", containsString("not JSON"));
    }

    @Test
    void aRequestWithoutABodyIsRejected() {
        given().post("/clicks").then().statusCode(400).body("success", equalTo(false));
    }

    @Test
    void aSenderThatDoesNotSayItsTimeInMillisecondsIsCorrected() {
        for (var sent : List.of("1795370786", "1.7e12", "now")) {
            given().urlEncodingEnabled(false)
                    .body("{}")
                    .post("/clicks?bot=webdriver&sent=" + sent)
                    .then()
                    .statusCode(400)
                    .body("message", startsWith("sent "));
        }
        given().body("{}").post("/clicks?sent=1795370786865").then().statusCode(503);
    }

    @Test
    void anInvalidElementOfAnArrayIsNamedInTheMessage() {
        given().body("[{},{},{\"a\":}]")
                .post("/clicks")
                .then()
                .statusCode(400)
                .body("message", startsWith("element 2 is not JSON"));
    }

    @Test
    void aClickAboveTheLimitIsRejected() {
        from("192.0.2.31")
                .body("{\"a\":\"" + "x".repeat(70_000) + "\"}")
                .post("/clicks")
                .then()
                .statusCode(413)
                .body("success", equalTo(false));
    }

    @Test
    void anArrayOfTooManyClicksIsRejected() {
        from("192.0.2.32")
                .body("[" + "{},".repeat(1_000) + "{}]")
                .post("/clicks")
                .then()
                .statusCode(413)
                .body("message", containsString("1000 clicks"));
    }

    @Test
    void aBodyAboveTheLimitIsRejected() {
        from("192.0.2.33")
                .body("[" + " ".repeat(2_000_000) + "]")
                .post("/clicks")
                .then()
                .statusCode(413)
                .body("message", containsString("1048576 bytes"));
    }

    @Test
    void theLimitsOfACompressedBodyAreThoseOfItsContent() throws IOException {
        gzipped("[{},7]").post("/clicks").then().statusCode(400).body("message", startsWith("element 1"));
        gzipped(" ".repeat(5_000_000))
                .header("X-Forwarded-For", "192.0.2.34")
                .post("/clicks")
                .then()
                .statusCode(413);
        encoded("gzip", "{}".getBytes(UTF_8))
                .post("/clicks")
                .then()
                .statusCode(400)
                .body("message", containsString("gzip"));
        encoded("br", "{}".getBytes(UTF_8)).post("/clicks").then().statusCode(415);
    }

    @Test
    void aTruncatedGzipBodyIsSaidToBeTruncated() throws IOException {
        var random = new byte[20_000];
        new Random(1).nextBytes(random);
        var whole = gzip("{\"a\":\"%s\"}".formatted(HexFormat.of().formatHex(random)));
        for (var length : List.of(whole.length - 1, whole.length - 8, whole.length / 2, 200, 12)) {
            compressed(Arrays.copyOf(whole, length))
                    .header("X-Forwarded-For", "192.0.2.35")
                    .post("/clicks")
                    .then()
                    .statusCode(oneOf(400, 413))
                    .body("message", containsString("the gzip body is truncated"));
        }
        compressed(whole)
                .header("X-Forwarded-For", "192.0.2.35")
                .post("/clicks")
                .then()
                .statusCode(503);
    }

    @Test
    void aByteOrderMarkBeforeTheJsonIsAccepted() throws IOException {
        var marked = "\uFEFF{\"visitor_platform\":\"desktop\"}";
        given().body(marked.getBytes(UTF_8)).post("/clicks").then().statusCode(503);
        given().body("\uFEFF[{},{}]".getBytes(UTF_8)).post("/clicks").then().statusCode(503);
        gzipped(marked).post("/clicks").then().statusCode(503);
    }

    @Test
    void textIsReadAsJsonSoThatBrowsersNeedNoPreflight() {
        given().contentType("text/plain").body("[7]").post("/clicks").then().statusCode(400);
        given().contentType("text/plain").body("{}").post("/clicks").then().statusCode(503);
    }

    @Test
    void expect100ContinueIsAnswered() throws Exception {
        var answer = HttpClients.http1()
                .send(
                        HttpRequest.newBuilder(clicks)
                                .version(HttpClient.Version.HTTP_1_1)
                                .timeout(Duration.ofSeconds(10))
                                .expectContinue(true)
                                .POST(HttpRequest.BodyPublishers.ofString("[7]"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aPageOfAConfiguredSiteMaySendAndReadTheResponse() {
        given().header("Origin", SITE)
                .body("{}")
                .post("/clicks")
                .then()
                .statusCode(503)
                .header("Access-Control-Allow-Origin", SITE)
                .header("Access-Control-Expose-Headers", "Retry-After")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("rigin"));
    }

    @Test
    void aPageOfAnyOtherSiteIsRejected() {
        given().header("Origin", "https://evil.example")
                .body("{}")
                .post("/clicks")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", "*")
                .body("message", not(containsString("evil")));
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/clicks")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Methods", nullValue());
    }

    @Test
    void aSiteBehindAProxyMaySendToItself() {
        for (var headers : List.of(
                Map.of("Host", "news.example:443", "Origin", "https://news.example"),
                Map.of("Host", "news.example", "Origin", "https://news.example:443"),
                Map.of(
                        "Host", "news.example",
                        "Origin", "https://news.example:8443",
                        "X-Forwarded-Host", "news.example:8443"),
                Map.of("Host", "news.example", "Origin", "https://news.example:8443", "X-Forwarded-Port", "8443"),
                Map.of(
                        "Host", "backend:8080",
                        "Origin", "https://news.example",
                        "Forwarded", "for=192.0.2.9;host=news.example;proto=https"))) {
            given().headers(headers).body("{}").post("/clicks").then().statusCode(503);
        }
        given().headers(Map.of(
                        "Host", "news.example",
                        "Origin", "https://evil.example",
                        "X-Forwarded-Host", "evil.example, news.example"))
                .body("{}")
                .post("/clicks")
                .then()
                .statusCode(403);
    }

    @Test
    void aPreflightIsValidForADay() {
        given().header("Origin", SITE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/clicks")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", SITE)
                .header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", containsString("Content-Type"))
                .header("Access-Control-Max-Age", "86400");
    }

    @Test
    void onlyTheClientWhoseBucketIsEmptyGets429() {
        var full = "[" + "{},".repeat(999) + "{}]";
        from("192.0.2.7").body(full).post("/clicks").then().statusCode(503);
        from("192.0.2.7")
                .body(full)
                .post("/clicks")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("success", equalTo(false));
        from("192.0.2.8, 192.0.2.7").body(full).post("/clicks").then().statusCode(429);
        from("192.0.2.8").body(full).post("/clicks").then().statusCode(503);
    }

    @Test
    void refusedGzipBodiesAreChargedForWhatTheyMakeIngestDecompress() throws IOException {
        var liar = gzip(" ".repeat(5_000_000));
        ByteBuffer.wrap(liar).order(ByteOrder.LITTLE_ENDIAN).putInt(liar.length - Integer.BYTES, 1_000_000);

        compressed(liar)
                .header("X-Forwarded-For", "192.0.2.21")
                .post("/clicks")
                .then()
                .statusCode(400);
        compressed(liar)
                .header("X-Forwarded-For", "192.0.2.21")
                .post("/clicks")
                .then()
                .statusCode(429);
    }

    @Test
    void bodiesThatAreTooLargeAreChargedForWhatWasRead() throws IOException {
        var bomb = gzip(" ".repeat(5_000_000));
        var requests = IntStream.range(0, 1_100)
                .map(time -> compressed(bomb)
                        .header("X-Forwarded-For", "192.0.2.22")
                        .post("/clicks")
                        .statusCode())
                .takeWhile(status -> status == 413)
                .count();
        from("192.0.2.23").body(" ".repeat(2_000_000)).post("/clicks").then().statusCode(413);

        // A body of 5 kB counts as five clicks.
        assertThat(requests).isBetween(200L, 300L);
        from("192.0.2.23")
                .body("[" + "{},".repeat(500) + "{}]")
                .post("/clicks")
                .then()
                .statusCode(429);
    }

    @Test
    void aTrustedSenderHasNoRateLimit() {
        var full = "[" + "{},".repeat(999) + "{}]";
        for (int time = 0; time < 3; time++) {
            from("198.51.100.9").body(full).post("/clicks").then().statusCode(503);
        }
    }

    @Test
    void rejectedRequestsAreCountedByReason() {
        given().body("nonsense").post("/clicks");

        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("footfall_ingest_requests_refused_total{reason=\"malformed\"}"))
                .body(containsString("footfall_ingest_clicks_received_total"))
                .body(containsString("footfall_ingest_clicks_in_flight"))
                .body(containsString("footfall_ingest_acknowledgement_seconds_bucket"));
    }

    @Test
    void theServiceIsAliveButNotReadyWithoutKafka() {
        given().get(management + "health/live").then().statusCode(200);
        given().get(management + "health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'Kafka' }.data.reason",
                        endsWith(" has not been reached yet (kafka.bootstrap.servers)"));
    }

    @ParameterizedTest
    @CsvSource({"/clicks, 'OPTIONS, POST', GET DELETE PUT PATCH", "/tracker.js, 'GET, HEAD', POST DELETE OPTIONS PUT"})
    void anotherMethodIsAnsweredWith405AndTheMethodsThatThereAre(String path, String allowed, String others) {
        var document = ApiDocument.of(given().get("/q/openapi?format=json").asString());
        for (var method : others.split(" ", -1)) {
            var response = given().body("{}").request(method, path);

            response.then().statusCode(405).header("Allow", allowed);
            document.validate(method, path, 405, response.contentType(), response.asString());
        }
        given().head("/clicks").then().statusCode(405).header("Allow", "OPTIONS, POST");
    }

    @Test
    void theApiIsDocumented() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/clicks'.post.responses.keySet().sort().join(',')",
                        equalTo("200,400,403,405,408,413,415,429,503"));
        given().get("/q/swagger-ui/").then().statusCode(200);
        ApiDocument.assertExported("ingest", given().get("/q/openapi").asString());
    }

    /** What is too large is charged to the rate of its sender, which should not be that of other tests. */
    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static RequestSpecification gzipped(String text) throws IOException {
        return compressed(gzip(text));
    }

    private static RequestSpecification compressed(byte[] body) {
        return encoded("gzip", body);
    }

    private static byte[] gzip(String text) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return compressed.toByteArray();
    }

    private static RequestSpecification encoded(String encoding, byte[] body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/octet-stream")
                .header("Content-Encoding", encoding)
                .body(body);
    }
}
