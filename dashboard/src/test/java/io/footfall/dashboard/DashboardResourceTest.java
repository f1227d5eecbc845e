package io.footfall.dashboard;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.footfall.dashboard.page.Page;
import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.TrafficWindow.Article;
import io.footfall.testing.ApiDocument;
import io.footfall.testing.Schemas;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DashboardResourceTest {
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Inject
    Dashboard dashboard;

    @TestHTTPResource("/stream")
    URL stream;

    @TestHTTPResource(value = "", management = true)
    URL management;

    @BeforeEach
    void putRecords() {
        dashboard.put(window(
                0,
                1,
                4,
                List.of(
                        new Article("https://news.example/a?x=1&y=\"2\"", "Café \"A\"", 3),
                        new Article("javascript:alert(1)", SCRIPT, 1))));
        dashboard.put(window(60, 3, 6));
        dashboard.put(alert("forbidden-path:/admin", 65, "Someone looked for /admin" + SCRIPT));
    }

    @Test
    void theServerRendersTheNumbersIntoThePage() {
        when().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("id=\"visitors_now\">6<"))
                .body(containsString("id=\"views_last_minute\">4<"))
                .body(containsString("Someone looked for /admin"))
                .body(containsString("Sat 13 Jan 2018, 12:01:10 UTC"))
                .body(containsString(
                        "title=\"seen from Sat 13 Jan 2018, 12:01:02 UTC to Sat 13 Jan 2018, 12:01:05 UTC\">fired "));
    }

    @Test
    void untrustedTextIsEscapedAndOnlyWebAddressesAreLinks() {
        var html = when().get("/").asString();

        assertThat(html)
                .doesNotContain(SCRIPT)
                .doesNotContain("javascript:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains(
                        "<a href=\"https://news.example/a?x=1&amp;y=&quot;2&quot;\" rel=\"noopener noreferrer nofollow\">");
    }

    @Test
    void thePageHasNoInlineScriptsOrStyles() {
        var html = when().get("/").asString();

        assertThat(html).doesNotContain("style=").doesNotContain("<style").doesNotContainPattern("<script(?! src=)");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void anEmptyDashboardIsAPageThatWaitsForClicks() {
        var clock = Clock.systemUTC();
        var snapshot = new Dashboard(clock, "v2").snapshot();
        var settings = new Page.Settings(Duration.ofSeconds(10), Duration.ofSeconds(15), "");
        var page = Page.of(snapshot, clock.instant(), settings, Locale.ENGLISH);

        var html = DashboardResource.Templates.dashboard(page).render();

        assertThat(html).contains("waiting for the first clicks").contains("id=\"serving_version\">v2</b>");
    }

    @Test
    void onlyReadersWhoCanLogOutHaveALinkForIt() {
        var snapshot = new Dashboard(Clock.systemUTC(), "").snapshot();
        var settings = new Page.Settings(Duration.ofSeconds(10), Duration.ofSeconds(15), "/oidc/logout");
        var page = Page.of(snapshot, Clock.systemUTC().instant(), settings, Locale.ENGLISH);

        assertThat(DashboardResource.Templates.dashboard(page).render())
                .contains("<a id=\"log_out\" href=\"/oidc/logout\">log out</a>");
        when().get("/").then().body(not(containsString("log_out")));
    }

    @Test
    void everyResponseHasTheSecurityHeaders() {
        for (var path : List.of("/", "/dashboard.js", "/stream.js", "/dashboard.css", "/api/traffic")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .header(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                                    + "img-src 'self' data:; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                                    + "form-action 'none'")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        }
    }

    @Test
    void theApiWritesTheSnapshotInTheFormatOfTheTopics() throws IOException {
        var json = new ObjectMapper();
        var body = when().get("/api/traffic").asByteArray();
        Schemas.assertDescribed("traffic-snapshot", body);
        var answer = (ObjectNode) json.readTree(body);

        ((ObjectNode) answer.get("pipeline"))
                .remove("log_reachable"); // the test has no broker, which may have been detected by now
        var updatedAt = answer.remove("updated_at").asText();

        assertThat(updatedAt).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
        try (var golden = getClass().getResourceAsStream("/snapshot.json")) {
            assertThat(answer.toPrettyString()).isEqualTo(json.readTree(golden).toPrettyString());
        }
    }

    @Test
    void theStreamBeginsWithTheSnapshot() throws IOException {
        var connection = stream.openConnection();
        connection.setReadTimeout(5_000);
        try (var lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            var read = Stream.generate(() -> line(lines)).limit(5).toList();
            var event = read.get(3);
            var data = read.get(4);

            assertThat(connection.getHeaderField("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(connection.getHeaderField("X-Accel-Buffering")).isEqualTo("no");
            assertThat(read.get(0)).isEqualTo("retry: 2000");
            assertThat(read.get(2)).matches("id: \\w+-\\d+");
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            assertThat(event).isEqualTo("event: snapshot");
            var snapshot = new ObjectMapper().readTree(data.substring("data: ".length()));
            assertThat(snapshot.get("now").asText())
                    .isEqualTo(NOON.plusSeconds(70).toString().replace("Z", ".000Z"));
        }
    }

    private static String line(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thePageHasLessThanThirtyKilobytesCompressed() throws IOException {
        var weight = 0;
        for (var path : List.of("/", "/dashboard.js", "/stream.js", "/dashboard.css", "/favicon.svg")) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(when().get(path).asByteArray());
            }
            weight += packed.size();
        }

        assertThat(weight).isLessThan(30_000);
    }

    @Test
    void thePageLoadsNothingFromOtherHosts() {
        for (var path : List.of("/", "/dashboard.js", "/stream.js", "/dashboard.css")) {
            assertThat(when().get(path)
                            .asString()
                            .replace("http://www.w3.org/2000/svg", "")
                            .replaceAll("https?://news\\.example", ""))
                    .doesNotContainPattern("https?://")
                    .doesNotContainPattern("(src|href)=\"//");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Language | en;q=5",
                "Accept-Language | de;q=x",
                "Accept-Language | !!",
                "Accept-Language | de_DE, ;",
                "Accept | text/html;q=5, */*",
                "Accept | text/html, *; q=.2, */*; q=.2",
                "Accept | */*;q=high",
                "Accept-Encoding | gzip;q=5, ;",
                "Accept-Charset | utf-8;q=2",
                "Content-Type | html",
                "Cookie | ;=;a",
                "Date | yesterday",
                "Forwarded | for=",
                "If-Modified-Since | yesterday",
                "If-None-Match | etag",
                "Range | pages=1-",
                "X-Forwarded-For | unknown, ::",
                "X-Forwarded-Port | https"
            })
    void aMalformedHeaderKeepsNobodyOut(String name, String value) {
        for (var path : List.of("/", "/api/traffic", "/dashboard.js")) {
            given().header(name, value).get(path).then().statusCode(200);
        }
    }

    @Test
    void theServiceIsAliveWithoutABroker() {
        when().get(management + "health/live").then().statusCode(200);
    }

    @Test
    void theServiceIsNotReadyWithoutABroker() {
        when().get(management + "health/ready").then().statusCode(503);
    }

    @Test
    void cachesStoreNeitherThePageNorTheApi() {
        when().get("/").then().header("Cache-Control", containsString("no-store"));
        when().get("/api/traffic").then().header("Cache-Control", containsString("no-store"));
    }

    @Test
    void metricsAreServed() {
        when().get(management + "metrics").then().statusCode(200).body(containsString("jvm_memory_used_bytes"));
    }

    @Test
    void theOpenApiDocumentIsExported() {
        ApiDocument.assertExported("dashboard", given().get("/q/openapi").asString());
    }

    @Test
    void anotherMethodIsAnsweredWith405AndTheMethodsThatThereAre() {
        for (var path : List.of("/", "/api/traffic")) {
            given().delete(path).then().statusCode(405).header("Allow", is("GET, HEAD, OPTIONS"));
            given().head(path).then().statusCode(200);
        }
        given().delete("/stream").then().statusCode(405).header("Allow", is("GET"));
    }

    @Test
    void everyAnswerIsDocumented() {
        var document = ApiDocument.of(given().get("/q/openapi?format=json").asString());

        assertThat(document.paths()).contains("/", "/api/traffic", "/stream").allSatisfy(path -> {
            assertThat(document.methods(path)).containsExactly("GET");
            assertThat(document.statuses(path, "GET")).contains("200", "401", "403", "405", "503");
        });
        for (var path : List.of("/", "/api/traffic")) {
            for (var response :
                    List.of(given().get(path), given().accept("image/png").get(path), given().post(path))) {
                document.validate(
                        response.statusCode() == 405 ? "POST" : "GET",
                        path,
                        response.statusCode(),
                        response.contentType(),
                        response.asString());
            }
        }
    }

    @Test
    void openApiNamesTheFieldsAsInTheResponses() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.schemas.Snapshot.properties", hasKey("visitors_now"))
                .body("components.schemas", not(hasKey("OutboundSseEvent")))
                .body(
                        "paths.'/stream'.get.responses.'200'.content.'text/event-stream'.schema.'$ref'",
                        is("#/components/schemas/Snapshot"));
    }
}
