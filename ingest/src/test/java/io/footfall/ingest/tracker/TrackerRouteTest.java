package io.footfall.ingest.tracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.nullValue;

import io.footfall.testing.HttpClients;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The script as websites, browsers and proxies receive it. */
@QuarkusTest
class TrackerRouteTest {
    private final TrackerScript script = TrackerScript.load();

    @TestHTTPResource("/tracker.js")
    URI address;

    @Test
    void anySiteMayLoadTheScriptAndCacheItForAnHour() {
        given().header("Origin", "https://news.example")
                .get("/tracker.js")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/javascript;charset=utf-8")
                .header("Cache-Control", "public, max-age=3600")
                .header("Vary", containsString("accept-encoding"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Access-Control-Allow-Origin", "*")
                .body(containsString("visitor_page_timer"));
    }

    @Test
    void clientsThatAcceptGzipGetTheScriptGzipped() throws Exception {
        var answer = send("GET", "Accept-Encoding", "gzip, br");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("ETag"))
                .hasValue(script.gzipped().tag());
        assertThat(answer.body()).isEqualTo(script.gzipped().bytes());
    }

    @Test
    void otherClientsGetTheScriptUncompressed() throws Exception {
        var answer = send("GET", "Accept-Encoding", "identity");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue(script.plain().tag());
        assertThat(answer.body()).isEqualTo(script.plain().bytes());
    }

    @Test
    void aClientWithTheCurrentScriptGets304() {
        given().header("Accept-Encoding", "gzip")
                .header("If-None-Match", script.gzipped().tag())
                .get("/tracker.js")
                .then()
                .statusCode(304)
                .header("ETag", script.gzipped().tag())
                .header("Cache-Control", "public, max-age=3600")
                .header("Vary", containsString("accept-encoding"))
                .header("Content-Type", nullValue())
                .body(emptyString());
    }

    @Test
    void aClientWithAnOldScriptGetsTheCurrentOne() {
        given().header("If-None-Match", "\"old\"").get("/tracker.js").then().statusCode(200);
    }

    @Test
    void aHeadRequestGetsTheHeadersOnly() throws Exception {
        var answer = send("HEAD", "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(script.gzipped().bytes().length);
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<byte[]> send(String method, String header, String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header(header, value)
                .build();
        return HttpClients.http1().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
