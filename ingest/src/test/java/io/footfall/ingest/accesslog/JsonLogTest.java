package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.footfall.events.requests.Request;
import io.footfall.ingest.accesslog.AccessLogBody.Lines;
import io.footfall.ingest.accesslog.AccessLogBody.RejectedLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as web servers and shippers write it. */
class JsonLogTest {
    private static final String NGINX = """
            {"time":"2026-11-30T23:59:59+01:00","remote_addr":"203.0.113.9","host":"www.example.com",\
            "request":"GET /a%20b?c=d HTTP/1.1","uri":"/a b","status":404,"body_bytes_sent":153,"request_time":0.012,\
            "http_referer":"","http_user_agent":"curl/8"}""";
    private static final String CADDY = """
            {"level":"info","ts":1796079599.5,"logger":"http.log.access","msg":"handled request","request":\
            {"remote_ip":"203.0.113.9","remote_port":"50000","client_ip":"198.51.100.7","proto":"HTTP/2.0","method":"GET",\
            "host":"www.example.com:8443","uri":"/a%20b?c=d","headers":{"User-Agent":["curl/8","other"],"Accept":["*/*"],\
            "Referer":["https://other.example/"]}},"bytes_read":0,"user_id":"","duration":0.0123,"size":153,"status":404,\
            "resp_headers":{"Server":["Caddy"]}}""";
    private static final String TRAEFIK = """
            {"ClientAddr":"203.0.113.9:50000","ClientHost":"203.0.113.9","Duration":12300000,"DownstreamContentSize":153,\
            "DownstreamStatus":404,"RequestAddr":"www.example.com","RequestHost":"www.example.com","RequestMethod":"GET",\
            "RequestPath":"/a%20b?c=d","StartUTC":"2026-11-30T22:59:59.123456789Z","request_User-Agent":"curl/8",\
            "level":"info","msg":"","time":"2026-11-30T23:00:00Z"}""";
    private static final String COMBINED =
            "203.0.113.9 - - [30/Nov/2026:22:59:59 +0000] \\\"GET /a%20b?c=d HTTP/1.1\\\" 404 153 \\\"-\\\" \\\"curl/8\\\"";
    private static final long TIME = Instant.parse("2026-11-30T22:59:59Z").toEpochMilli();

    private final AccessLogParser parser = new AccessLogParser(List.of(), Map.of(), 1_000);

    @Test
    void nginxWritesItsTemplate() {
        assertThat(request(NGINX)).isEqualTo(expected(TIME, "www.example.com", 12, null));
        assertThat(entry(NGINX).address()).isEqualTo("203.0.113.9");
    }

    @Test
    void caddyNestsTheRequestAndItsHeaders() {
        assertThat(request(CADDY)).isEqualTo(expected(TIME + 500, "www.example.com", 12, "https://other.example/"));
        assertThat(entry(CADDY).address()).isEqualTo("198.51.100.7");
    }

    @Test
    void traefikHasNanoseconds() {
        assertThat(request(TRAEFIK)).isEqualTo(expected(TIME + 123, "www.example.com", 12, null));
        assertThat(entry(TRAEFIK).address()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"date\":1796079600.1,\"log\":\"%s\"}",
                "{\"file\":\"/var/log/nginx/access.log\",\"host\":\"web-1\",\"message\":\"%s\",\"timestamp\":\"2026-12-01T00:00:00Z\"}",
                "{\"@timestamp\":\"2026-12-01T00:00:00Z\",\"message\":\"%s\\n\"}"
            })
    void aShipperMayPutAWholeLineIntoAField(String envelope) {
        var request = request(envelope.formatted(COMBINED));

        assertThat(request).isEqualTo(expected(TIME, null, -1, null));
    }

    @Test
    void theLineMayBeJsonItself() {
        var line = CADDY.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(request("{\"date\":1.5,\"log\":\"" + line + "\"}")).isEqualTo(request(CADDY));
    }

    @Test
    void fieldsCountIfTheMessageBesideThemIsNoLine() {
        assertThat(request("{\"status\":500,\"path\":\"/a\",\"message\":\"GET /a failed\"}"))
                .returns(500, Request::status)
                .returns("/a", Request::path);
    }

    @Test
    void elasticCommonSchemaIsKnownNestedAndFlat() {
        var nested =
                "{\"source\":{\"address\":\"203.0.113.9\"},\"http\":{\"request\":{\"method\":\"GET\"},\"response\":{\"status_code\":404}},\"url\":{\"original\":\"/a\"}}";
        var flat =
                "{\"source.address\":\"203.0.113.9\",\"http.request.method\":\"GET\",\"http.response.status_code\":404,\"url.original\":\"/a\"}";

        assertThat(request(nested))
                .isEqualTo(request(flat))
                .returns("GET", Request::method)
                .returns(404, Request::status);
        assertThat(entry(nested).address()).isEqualTo("203.0.113.9");
    }

    @Test
    void aLineWithoutTimeGetsThatOfItsArrival() {
        assertThat(request("{\"status\":200}").ts()).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource({
        "1796079599,0",
        "1796079599.25,250",
        "1796079599123,123",
        "1796079599123456,123",
        "'\"1796079599.123\"',123",
        "'\"2026-11-30T22:59:59Z\"',0",
        "'\"2026-11-30 22:59:59.5\"',500",
        "'\"30/Nov/2026:17:59:59 -0500\"',0",
        "'\"2026-12-01T04:29:59+05:30\"',0"
    })
    void timesHaveSeveralNotations(String time, int millis) {
        assertThat(request("{\"status\":200,\"ts\":" + time + "}").ts()).isEqualTo(TIME + millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"31/Feb/2026:00:00:00 +0000\"",
                "\"yesterday\"",
                "-1",
                "1e30",
                "\"2026-13-01T00:00:00Z\"",
                "\"2026-11-30T22:59\"",
                "\"30/Nov/2026:23\""
            })
    void aTimeThatCannotBeReadIsAReason(String time) {
        assertThat(lines("{\"status\":200,\"ts\":" + time + "}").rejected())
                .containsExactly(new RejectedLine(1, LineProblem.VALUE));
    }

    @Test
    void eachRejectedLineHasItsNumberAndReason() {
        var lines = lines(NGINX + "\n{\"a\n{}\n\n{\"status\":\"many\"}\nrubbish\n" + CADDY + "\n{\"status\":200} {}");

        assertThat(lines.entries()).extracting(LogEntry::number).containsExactly(1, 7);
        assertThat(lines.rejected())
                .containsExactly(
                        new RejectedLine(2, LineProblem.JSON),
                        new RejectedLine(3, LineProblem.FIELDS),
                        new RejectedLine(5, LineProblem.FIELDS),
                        new RejectedLine(6, LineProblem.FORMAT),
                        new RejectedLine(8, LineProblem.JSON));
    }

    @Test
    void anArrayHasElements() {
        var lines = lines("[" + NGINX + ",\n 1, {}, " + CADDY + "]");

        assertThat(lines.entries()).extracting(LogEntry::number).containsExactly(1, 4);
        assertThat(lines.rejected())
                .containsExactly(new RejectedLine(2, LineProblem.JSON), new RejectedLine(3, LineProblem.FIELDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"status\":200}", "[{\"status\":200}] x", "[{\"status\":200},{]"})
    void aBrokenArrayIsRejectedAsAWhole(String body) {
        assertThat(parser.parse(body.getBytes(UTF_8), false)).isInstanceOf(AccessLogBody.Broken.class);
    }

    @Test
    void anObjectMayHaveLineBreaks() {
        assertThat(lines("{\n  \"status\": 404,\r\n  \"path\": \"/a\"\n}\n").entries())
                .hasSize(1);
    }

    @Test
    void anArrayMayHaveAsManyElementsAsThereMayBeLines() {
        var small = new AccessLogParser(List.of(), Map.of(), 2);

        assertThat(small.parse("[{\"status\":1},{\"status\":1}]".getBytes(UTF_8), false))
                .isInstanceOf(Lines.class);
        assertThat(small.parse("[{\"status\":1},{\"status\":1},{}]".getBytes(UTF_8), false))
                .isInstanceOf(AccessLogBody.TooManyLines.class);
    }

    @Test
    void textThatIsNotUtf8IsReplaced() {
        assertThat(((Lines) parser.parse("{\"status\":200,\"path\":\"/caf\u00e9\"}".getBytes(ISO_8859_1), false))
                        .entries())
                .singleElement()
                .returns("/caf\uFFFD", entry -> entry.request(0, null).path());
    }

    @Test
    void controlCharactersAndHalvesOfPairsAreReplaced() {
        assertThat(request("{\"status\":200,\"path\":\"/a\\u0000\\u001b\\u009b\u0001\\ud800\"}")
                        .path())
                .isEqualTo("/a\\x00\\x1B\uFFFD\\x01\uFFFD");
    }

    @Test
    void ownNamesAreSettings() {
        var own = new AccessLogParser(
                List.of(),
                Map.of("status", List.of("http.code"), "address", List.of("host"), "user-agent", List.of("ua")),
                10);
        var lines = (Lines) own.parse(
                "{\"host\":\"203.0.113.9\",\"http\":{\"code\":\"404\"},\"status\":1,\"ua\":\"curl\",\"path\":\"/\"}"
                        .getBytes(UTF_8),
                false);

        assertThat(lines.entries().get(0).address()).isEqualTo("203.0.113.9");
        assertThat(lines.entries().get(0).request(0, null))
                .returns(404, Request::status)
                .returns("curl", Request::userAgent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.agent", "USER_AGENT", "user-agent"})
    void aNameMayComeFromTheEnvironment(String setting) {
        var own = new AccessLogParser(List.of(), Map.of(setting, List.of("ua")), 10);

        var lines = (Lines) own.parse("{\"status\":404,\"ua\":\"curl\"}".getBytes(UTF_8), false);

        assertThat(lines.entries().get(0).request(0, null)).returns("curl", Request::userAgent);
    }

    @Test
    void aCountryInAHeaderCountsOnlyBehindAProxyThatSetsIt() {
        var entry = entry("{\"status\":200,\"geoip_country_code\":\"BE\",\"http_cf_ipcountry\":\"US\"}");
        var claimed = entry(CADDY.replace("\"Accept\"", "\"Cf-Ipcountry\":[\"US\"],\"Accept\""));

        assertThat(entry.country(false)).isEqualTo("BE");
        assertThat(entry.country(true)).isEqualTo("US");
        assertThat(claimed.country(false)).isNull();
        assertThat(claimed.country(true)).isEqualTo("US");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stauts", "ignored", "port", "site"})
    void onlyDocumentedFieldsAreSettings(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldNames(Map.of(name, List.of("code"))))
                .withMessageContaining("footfall.ingest.access-log.fields." + name);
    }

    @Test
    void anUnknownFieldOfTheSettingsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldNames(Map.of("stauts", List.of("code"))))
                .withMessageContaining("footfall.ingest.access-log.fields.stauts")
                .withMessageContaining("user-agent");
    }

    private static Request expected(long time, String host, long duration, String referrer) {
        return new Request(time, "GET", host, "/a%20b?c=d", 404, 153, duration, referrer, "curl/8", null, false);
    }

    private Request request(String json) {
        return entry(json).request(17, null);
    }

    private LogEntry entry(String json) {
        var lines = lines(json);
        assertThat(lines.rejected()).isEmpty();
        assertThat(lines.entries()).hasSize(1);
        return lines.entries().get(0);
    }

    private Lines lines(String body) {
        return (Lines) parser.parse(body.getBytes(UTF_8), false);
    }
}
