package io.footfall.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" \\ / \b\f\n\r\t",
                "\u0000\u001f\u007f\u0080",
                "caf\u00e9 \u20ac \ud83d\ude00 \u2028"
            })
    void textIsWrittenSoThatAnyReaderGetsItBack(String text) throws IOException {
        var click = click(text, 0);

        assertThat(ClickJson.read(ClickJson.cleaned(click))).isEqualTo(click);
        assertThat(Json.MAPPER
                        .readTree(ClickJson.cleaned(click))
                        .get("article_title")
                        .textValue())
                .isEqualTo(text);
    }

    @Test
    void textsOfAnyLengthFit() throws IOException {
        for (var length = 0; length < 2_000; length++) {
            var click = click("x".repeat(length), length);

            assertThat(ClickJson.read(ClickJson.cleaned(click))).isEqualTo(click);
        }
    }

    @Test
    void aForbiddenClickHasTheFieldForbidden() {
        assertThat(new String(ClickJson.forbidden(click("a", 0)), StandardCharsets.UTF_8))
                .endsWith(",\"forbidden\":true}");
    }

    @Test
    void anyTimeIsWrittenAsIso8601() {
        var random = new Random(1);
        random.longs(10_000, -62_135_596_800_000L, 300_000_000_000_000L)
                .forEach(time -> assertThat(EventTime.format(time)).isEqualTo(iso(time)));
        assertThat(EventTime.format(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(EventTime.format(253_402_300_799_999L)).isEqualTo("9999-12-31T23:59:59.999Z");
    }

    private static String iso(long time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
                .format(Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC));
    }

    private static Click click(String title, long time) {
        return new Click("mobile", time, title, "BE", 3, "ios", "https://news.example/" + title, 200, "safari");
    }
}
