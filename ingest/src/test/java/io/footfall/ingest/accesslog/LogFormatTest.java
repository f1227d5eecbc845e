package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.ingest.accesslog.AccessLogBody.Lines;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats in the notation of nginx and Apache. */
class LogFormatTest {
    private static final DateTimeFormatter COMMON = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    @Test
    void aFormatOfNginxHasVariables() {
        var request = request(
                "$host ${remote_addr} [$time_iso8601] \"$request_method $uri\" $args $status $bytes_sent rt=$request_time cc=$geoip_country_code \"$http_referer\" \"$http_user_agent\"",
                "Example.com 203.0.113.9 [2026-11-30T22:59:59+00:00] \"POST /a\" b=c 201 5 rt=1.234 cc=BE \"-\" \"curl\"");

        assertThat(request)
                .isEqualTo(new Request(
                        Instant.parse("2026-11-30T22:59:59Z").toEpochMilli(),
                        "POST",
                        "example.com",
                        "/a?b=c",
                        201,
                        5,
                        1_234,
                        null,
                        "curl",
                        null,
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%h %l %u %t \\\"%r\\\" %>s %b|203.0.113.9 - - [30/Nov/2026:22:59:59 +0000] \"GET /a HTTP/1.1\" 200 7",
                "%a %{%Y-%m-%dT%H:%M:%S%z}t %m %U%q %s %B %D|203.0.113.9 2026-11-30T22:59:59+0000 GET /a 200 7 0",
                "%{msec}t %a \"%m %U%q %H\" %>s %O %{ms}T|1796079599000 203.0.113.9 \"GET /a HTTP/1.1\" 200 7 0",
                "%{sec}t %a \"%r\" %>s %O %T 100%%|1796079599 203.0.113.9 \"GET /a HTTP/1.1\" 200 7 0 100%"
            })
    void aFormatOfApacheHasDirectives(String format, String line) {
        assertThat(request(format, line))
                .returns("GET", Request::method)
                .returns("/a", Request::path)
                .returns(200, Request::status)
                .returns(7L, Request::bytes)
                .returns(Instant.parse("2026-11-30T22:59:59Z").toEpochMilli(), Request::ts);
    }

    @Test
    void aPathAndItsQueryMayFollowEachOther() {
        assertThat(request("%a %U%q %s", "203.0.113.9 /a?b=c 200").path()).isEqualTo("/a?b=c");
    }

    @Test
    void theHeaderXForwardedForMayBeWhereTheAddressIs() {
        assertThat(read(
                                "\"%{X-Forwarded-For}i\" %a %{User-Agent}i|%s",
                                "\"198.51.100.7, 10.0.0.1\" 203.0.113.9 a b|200")
                        .entries()
                        .get(0))
                .returns("198.51.100.7, 10.0.0.1", LogEntry::forwardedFor)
                .returns("203.0.113.9", LogEntry::address)
                .returns("a b", LogEntry::userAgent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$remote_addr$status|nothing between them",
                "$remote_addr - $remote_user|neither a request nor a status",
                "combined|neither a request nor a status",
                "%h [%{%d/%b/%Y:%T}t.%{msec_frac}t] %r|in parts"
            })
    void aFormatThatCannotBeReadIsRefusedWithItsSetting(String format, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogFormatCompiler.compile(format))
                .withMessageContaining("footfall.ingest.access-log.format")
                .withMessageContaining(message);
    }

    @Property(tries = 500)
    void whatIsWrittenInCombinedFormatIsReadTheSame(@ForAll("requests") Request request) throws IOException {
        var line = "%s 203.0.113.9 - - [%s] \"%s %s HTTP/1.1\" %d %d \"%s\" \"%s\""
                .formatted(
                        request.host(),
                        COMMON.format(Instant.ofEpochMilli(request.ts())
                                .atOffset(ZoneOffset.ofHours((int) (request.bytes() % 14)))),
                        request.method(),
                        escaped(request.path()),
                        request.status(),
                        request.bytes(),
                        escaped(request.referrer()),
                        escaped(request.userAgent()));

        var read = ((Lines) new AccessLogParser(List.of(), Map.of(), 1).parse(line.getBytes(UTF_8), true))
                .entries()
                .get(0)
                .request(0, null);

        assertThat(read).isEqualTo(request);
        assertThat(RequestJson.read(RequestJson.write(read))).isEqualTo(request);
    }

    @Property(tries = 1_000)
    void noBytesStopTheParser(@ForAll byte[] bytes, @ForAll boolean isPlainText) {
        assertThat(new AccessLogParser(List.of(), Map.of(), 10_000).parse(bytes, isPlainText))
                .isNotNull();
    }

    @Property(tries = 5_000)
    void noPartsOfLinesStopTheParserInWhateverOrder(
            @ForAll("parts") List<String> parts, @ForAll boolean isPlainText, @ForAll boolean isLatin)
            throws IOException {
        var body = String.join("", parts).getBytes(isLatin ? ISO_8859_1 : UTF_8);

        var read = new AccessLogParser(List.of(), Map.of(), 10_000).parse(body, isPlainText);

        if (read instanceof Lines lines) {
            for (var entry : lines.entries()) {
                var request = entry.request(1, null);
                assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> parts() {
        var line =
                "203.0.113.9 - - [30/Nov/2026:22:59:59 +0000] \"GET / HTTP/1.1\" 200 1 \"https://other.example/\" \"curl/8\"";
        var json = "{\"status\":200,\"ts\":1796079599.5,\"request\":{\"uri\":\"/\",\"headers\":{\"Referer\":[\"a\"]}}}";
        var texts = Stream.concat(
                        Stream.of(line.split("(?<=[ \"\\[\\]])", -1)), Stream.of(json.split("(?<=[:,{}\\[\\]])", -1)))
                .distinct()
                .toList();
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(line)),
                        Tuple.of(4, Arbitraries.just(json)),
                        Tuple.of(20, Arbitraries.of(texts)),
                        Tuple.of(
                                10,
                                Arbitraries.of(
                                        "\n",
                                        "\\",
                                        "\\x",
                                        "\\x2",
                                        "\\x22",
                                        "\\u0000",
                                        "\\ud83d",
                                        "\u0000",
                                        "\u00e9",
                                        "\ud83d\ude00",
                                        "1e999",
                                        "-1",
                                        "99999999999999999999",
                                        "\"message\":\"",
                                        "\"time\":\"",
                                        "9/",
                                        "[::1]:80 ",
                                        "www.example.com:80 ",
                                        "2026-11-30T",
                                        ".",
                                        " HTTP/1.1")))
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Request> requests() {
        var text = Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(any -> !any.equals("-")
                        && any.codePoints()
                                .noneMatch(character -> Character.isISOControl(character)
                                        || Character.getType(character) == Character.SURROGATE));
        var path =
                text.filter(any -> !any.startsWith(" ") && !any.endsWith(" ")).map("/"::concat);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000L),
                        Arbitraries.of("GET", "POST", "PROPFIND", "M-SEARCH"),
                        Arbitraries.of("example.com", "www.example.com"),
                        path,
                        Arbitraries.integers().between(100, 599),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 10),
                        text,
                        text)
                .as((seconds, method, host, whole, status, bytes, referrer, agent) -> new Request(
                        seconds * 1_000, method, host, whole, status, bytes, -1, referrer, agent, null, false));
    }

    /** As nginx writes it: bytes, not characters. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            if (one < ' ' || one == '"' || one == '\\' || one == 0x7f) {
                escaped.append("\\x%02X".formatted(one & 0xff));
            } else {
                escaped.append((char) one);
            }
        }
        return escaped.toString();
    }

    private static Request request(String format, String line) {
        return read(format, line).entries().get(0).request(0, null);
    }

    private static Lines read(String format, String line) {
        return (Lines) new AccessLogParser(List.of(format), Map.of(), 1).parse(line.getBytes(UTF_8), true);
    }
}
