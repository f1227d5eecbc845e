package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.footfall.events.requests.Request;
import io.footfall.ingest.accesslog.AccessLogBody.Lines;
import io.footfall.ingest.accesslog.AccessLogBody.RejectedLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as web servers write them, and what is kept of them. */
class AccessLogParserTest {
    private static final long ARRIVAL = 1_700_000_000_000L;
    private static final String COMBINED =
            "203.0.113.9 - - [30/Nov/2026:23:59:59 +0100] \"GET /wp-login.php?a=b HTTP/1.1\" 404 153"
                    + " \"https://other.example/\" \"Mozilla/5.0 zgrab/0.x\"";
    private static final long TIME = Instant.parse("2026-11-30T22:59:59Z").toEpochMilli();

    private final AccessLogParser parser = new AccessLogParser(List.of(), Map.of(), 1_000);

    @Test
    void aLineInCombinedFormatIsReadInFull() {
        assertThat(request(COMBINED))
                .isEqualTo(new Request(
                        TIME,
                        "GET",
                        null,
                        "/wp-login.php?a=b",
                        404,
                        153,
                        -1,
                        "https://other.example/",
                        "Mozilla/5.0 zgrab/0.x",
                        null,
                        false));
        assertThat(entry(COMBINED).address()).isEqualTo("203.0.113.9");
    }

    @Test
    void aLineInCommonFormatHasNeitherReferrerNorAgent() {
        var common = COMBINED.substring(0, COMBINED.indexOf(" \"https"));

        assertThat(request(common))
                .returns(null, Request::referrer)
                .returns(null, Request::userAgent)
                .returns(404, Request::status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com:443 ", "www.example.com ", "WWW.example.com:80 "})
    void theSiteMayBeInFront(String site) {
        assertThat(request(site + COMBINED))
                .returns("www.example.com", Request::host)
                .returns("/wp-login.php?a=b", Request::path);
        assertThat(entry(site + COMBINED).address()).isEqualTo("203.0.113.9");
    }

    @Test
    void theHeaderXForwardedForMayBeAtTheEnd() {
        var entry = entry(COMBINED + " \"198.51.100.7, 10.0.0.1\"");

        assertThat(entry.forwardedFor()).isEqualTo("198.51.100.7, 10.0.0.1");
        assertThat(entry.userAgent()).isEqualTo("Mozilla/5.0 zgrab/0.x");
        assertThat(entry(COMBINED + " \"-\"").forwardedFor()).isNull();
    }

    @Test
    void traefikAddsItsRouterAndADuration() {
        assertThat(request(COMBINED + " 12 \"router@docker\" \"http://10.0.0.2:80\" 5ms"))
                .returns(5L, Request::durationMs)
                .returns("Mozilla/5.0 zgrab/0.x", Request::userAgent);
    }

    @Test
    void linesOfOneBodyMayHaveSeveralFormats() {
        var lines = lines(String.join(
                "\n",
                COMBINED,
                "www.example.com:80 " + COMBINED,
                COMBINED + " \"-\"",
                "www.example.com " + COMBINED,
                COMBINED));

        assertThat(lines.rejected()).isEmpty();
        assertThat(lines.entries())
                .extracting(LogEntry::address)
                .containsOnly("203.0.113.9")
                .hasSize(5);
        assertThat(lines.entries())
                .extracting(entry -> entry.request(0, null).host())
                .containsExactly(null, "www.example.com", null, "www.example.com", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "fe80::1%eth0"})
    void addressesOfIpv6AreRead(String address) {
        assertThat(entry(COMBINED.replace("203.0.113.9", address)).address()).isEqualTo(address);
        assertThat(entry("example.com:80 " + COMBINED.replace("203.0.113.9", address))
                        .address())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8::2]:443 ", "198.51.100.7 ", "198.51.100.7:51234 ", "2001:db8::2 "})
    void anAddressInFrontIsNoSiteBecauseItMayBeThatOfTheClient(String address) {
        assertThat(request(address + COMBINED))
                .returns(null, Request::host)
                .returns("/wp-login.php?a=b", Request::path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x [y",
                " [",
                "x [01/Jan/2000:00:00:00 +0000] y",
                "x [01/Jan/2000:00:00:00 +0000] \\x22GET / HTTP/1.1\\x22 200 1 [",
                "x [01/Jan/2000:00:00:00 +0000] \\\"GET / HTTP/1.1\\\" 200 1 [",
                "- - - [",
                "10.0.0.1 - - ["
            })
    void whatAClientCallsItselfHidesNoRequest(String user) {
        for (var site : List.of("", "www.example.com:80 ", "www.example.com ")) {
            var entry = entry(site + COMBINED.replace("- - [", "- " + user + " ["));

            assertThat(entry.address()).isEqualTo("203.0.113.9");
            assertThat(entry.request(ARRIVAL, null))
                    .returns(TIME, Request::ts)
                    .returns("/wp-login.php?a=b", Request::path)
                    .returns(404, Request::status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" [", "] \"", "\\", "\" \"", " - ", ":1 ", "[", "\\x22", " "})
    void aLongLineTakesNoLongTime(String repeated) {
        var text = repeated.repeat(1_000_000 / repeated.length());
        var bodies = List.of(
                COMBINED.replace("- - [", "- " + text + " ["),
                COMBINED.replace("zgrab", text),
                COMBINED.replace("wp-login", text),
                text);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> bodies.forEach(body -> parser.parse(body.getBytes(UTF_8), true)));
    }

    @Test
    void haproxyEscapesBracketsToo() {
        assertThat(request(COMBINED.replace("zgrab/0.x", "[a\\] \\\"b\\\"")).userAgent())
                .isEqualTo("Mozilla/5.0 [a] \"b\"");
    }

    @Test
    void aProxyOnTheSameMachineHasNoAddress() {
        assertThat(entry(COMBINED.replace("203.0.113.9", "unix:")).address()).isNull();
    }

    @Test
    void missingFieldsAreLeftOut() {
        var request = request("203.0.113.9 - - [30/Nov/2026:23:59:59 +0100] \"-\" 408 - \"-\" \"-\"");

        assertThat(request).isEqualTo(new Request(TIME, null, null, null, 408, 0, -1, null, null, null, false));
        assertThat(entry("- - - [30/Nov/2026:23:59:59 +0100] \"\" 400 0 \"-\" \"-\"")
                        .address())
                .isNull();
    }

    @Test
    void aNameOfAUserMayHaveSpaces() {
        assertThat(entry(COMBINED.replace("- - [", "- john doe [")).address()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \\x22quoted\\x22 \\x5Cagent", "a \\\"quoted\\\" \\\\agent"})
    void escapedQuotesOfNginxAndApacheAreDecoded(String agent) {
        assertThat(request(COMBINED.replace("Mozilla/5.0 zgrab/0.x", agent)).userAgent())
                .isEqualTo("a \"quoted\" \\agent");
    }

    @Test
    void aQuoteThatIsNotEscapedIsPartOfItsField() {
        assertThat(request(COMBINED.replace("zgrab/0.x", "a\" b"))).returns("Mozilla/5.0 a\" b", Request::userAgent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\x16\\x03\\x01\\x02\\x00\\x01\\xFC",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u00fc",
                "\\x16\\x03\\x01\\x02 \\x00"
            })
    void tlsOnAPortForHttpIsAPathWithoutAMethod(String hello) {
        var request = request(
                COMBINED.replace("GET /wp-login.php?a=b HTTP/1.1", hello).getBytes(ISO_8859_1));

        assertThat(request.method()).isNull();
        assertThat(request.path())
                .startsWith("\\x16\\x03\\x01\\x02")
                .contains("\\x00")
                .matches("\\P{Cntrl}*");
    }

    @Test
    void aNulIsKeptAsItsEscape() {
        assertThat(request(COMBINED.replace("wp-login", "a\u0000b\\x00c")).path())
                .isEqualTo("/a\\x00b\\x00c.php?a=b");
    }

    @Test
    void aRequestLineOf64KilobytesIsCutAndFlagged() {
        var request = request(COMBINED.replace("a=b", "a".repeat(65_536)));

        assertThat(request)
                .returns(true, Request::truncated)
                .returns("GET", Request::method)
                .returns(404, Request::status);
        assertThat(request.path()).hasSize(2_048).startsWith("/wp-login.php?aaa");
        assertThat(request(COMBINED).truncated()).isFalse();
    }

    @Test
    void pathsInUtf8AreReadAndWhatIsNotUtf8IsReplaced() {
        assertThat(request(COMBINED.replace("wp-login", "caf\u00e9").getBytes(UTF_8))
                        .path())
                .isEqualTo("/caf\u00e9.php?a=b");
        assertThat(request(COMBINED.replace("wp-login", "caf\\xC3\\xA9")).path())
                .isEqualTo("/caf\u00e9.php?a=b");
        assertThat(request(COMBINED.replace("wp-login", "caf\u00e9").getBytes(ISO_8859_1))
                        .path())
                .isEqualTo("/caf\uFFFD.php?a=b");
        assertThat(request(COMBINED.replace("wp-login", "caf\\xE9")).path()).isEqualTo("/caf\uFFFD.php?a=b");
    }

    @Test
    void windowsLineEndsAndEmptyLinesDoNotMatter() {
        var lines = lines("\r\n" + COMBINED + "\r\n\r\n   \n" + COMBINED + "\r\n");

        assertThat(lines.entries()).extracting(LogEntry::number).containsExactly(2, 5);
        assertThat(lines.rejected()).isEmpty();
        assertThat(lines.entries().get(0).userAgent()).isEqualTo("Mozilla/5.0 zgrab/0.x");
    }

    @Test
    void aBrokenLastLineIsRejectedAndTheOthersAreTaken() {
        var lines = lines(COMBINED + "\n" + COMBINED.substring(0, 70));

        assertThat(lines.entries()).hasSize(1);
        assertThat(lines.rejected()).containsExactly(new RejectedLine(2, LineProblem.FORMAT));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(lines(COMBINED + "\n" + COMBINED).entries()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT example.com:443 HTTP/1.1|CONNECT|example.com:443",
                "GET /a b c HTTP/1.0|GET|/a b c",
                "GET /old|GET|/old",
                "M-SEARCH * HTTP/1.1|M-SEARCH|*",
                "GET http://x.example/ HTTP/1.1|GET|http://x.example/"
            })
    void requestLinesAreSplit(String example) {
        var parts = example.split("\\|", -1);

        assertThat(request(COMBINED.replace("GET /wp-login.php?a=b HTTP/1.1", parts[0])))
                .returns(parts[1], Request::method)
                .returns(parts[2], Request::path);
    }

    @Test
    void aBodyWithTooManyLinesIsRejectedAsAWhole() {
        assertThat(new AccessLogParser(List.of(), Map.of(), 2)
                        .parse((COMBINED + "\n").repeat(3).getBytes(UTF_8), true))
                .isInstanceOf(AccessLogBody.TooManyLines.class);
        assertThat(new AccessLogParser(List.of(), Map.of(), 3)
                        .parse((COMBINED + "\n").repeat(3).getBytes(UTF_8), true))
                .isInstanceOf(Lines.class);
    }

    private Request request(String line) {
        return entry(line).request(ARRIVAL, null);
    }

    private Request request(byte[] line) {
        return entry(line).request(ARRIVAL, null);
    }

    private LogEntry entry(String line) {
        return entry(line.getBytes(UTF_8));
    }

    private LogEntry entry(byte[] line) {
        var lines = (Lines) parser.parse(line, true);
        assertThat(lines.rejected()).isEmpty();
        assertThat(lines.entries()).hasSize(1);
        return lines.entries().get(0);
    }

    private Lines lines(String body) {
        return (Lines) parser.parse(body.getBytes(UTF_8), true);
    }
}
