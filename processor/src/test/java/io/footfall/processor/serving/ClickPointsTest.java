package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.processor.serving.influxdb.LineBuffer;
import io.footfall.processor.serving.lines.ClickLine;
import java.io.UncheckedIOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickPointsTest {
    private static final PointIdentity IDENTITY = new PointIdentity(4);
    private static final int PARTITION = 3;

    @Property(tries = 3_000)
    void pointsAreThoseOfTheLibraryOfInfluxDbToTheByte(@ForAll("clicks") List<Click> clicks) {
        var points = new ClickPoints(clicks.size(), IDENTITY, null);
        for (var offset = 0; offset < clicks.size(); offset++) {
            points.add(record(ClickJson.cleaned(clicks.get(offset)), "" + offset), () -> true);
        }

        for (var offset = 0; offset < clicks.size(); offset++) {
            var click = clicks.get(offset);
            var time = IDENTITY.time(click.tsIngest(), PARTITION, offset);
            var entry = points.entries().get(offset);
            assertThat(entry.time()).isEqualTo(time);
            assertThat(line(entry)).isEqualTo(Points.click(click, time).toLineProtocol());
        }
    }

    @Provide
    Arbitrary<List<Click>> clicks() {
        var texts = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "mobile",
                        "a \"word\"",
                        "back\\slash",
                        "\\",
                        "\"",
                        "ends with \\\"",
                        "a/b",
                        "é",
                        "\u2028",
                        "\uFFFD",
                        "\uD83D\uDE00",
                        "tab\t",
                        "\u0000",
                        "\u007f",
                        "\u0080\u009f\u00a0",
                        "a,b=c d"),
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars('a', ' ', '"', '\\', '\u0085', '\u00a0', '\u00c2', '\u4e2d', '\n', '=', ',')
                        .ofMaxLength(30));
        var browsers = Arbitraries.oneOf(
                Arbitraries.of("safari", "Safari", "firefox", "other", "unknown", "chrome", "CHROME", "netscape 4"),
                texts);
        var times = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 253_402_300_799_999L),
                Arbitraries.longs().between(1_515_801_600_000L, 1_516_000_000_000L));
        var numbers = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 99),
                Arbitraries.longs().between(0, Long.MAX_VALUE));
        var countries = Arbitraries.of("BE", "NL", "ZZ");
        return Combinators.combine(texts, times, texts, countries, numbers, texts, texts, browsers)
                .as((platform, time, title, country, number, os, article, browser) ->
                        new Click(platform, time, title, country, number, os, article, number / 7, browser))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Test
    void usualClicksAreCopiedWithoutParsingThem() {
        for (var text : List.of("One", "", "a \"word\" \\ b", "é 中 \uD83D\uDE00")) {
            var click = new Click(text, 1_515_819_844_345L, text, "BE", 12, text, text, 0, "safari");
            var line = new ClickLine();

            assertThat(line.read(ClickJson.cleaned(click))).as(text).isTrue();
            assertThat(line.eventTime()).isEqualTo(1_515_819_844_345L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"visitor_platform\":\"mobile\"}",
                "{\"visitor_platform\":\"mobile\",\"ts_ingest\":\"2018-01-13T05:04:04.345Z\",\"article_title\":\"",
                "{\"visitor_platform\":\"mobile\\\\",
                "{\"visitor_platform\":\"mobile\\"
            })
    void whatIsNoCleanedClickIsAnErrorThatNamesTheRecord(String value) {
        var points = new ClickPoints(1, IDENTITY, null);

        assertThatThrownBy(() -> points.add(record(value.getBytes(UTF_8), "7"), () -> true))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("clicks-cleaned-3@5 is not a cleaned click");
    }

    @Test
    void clicksInAnyOtherFormAreParsed() {
        var json = """
                { "visitor_browser": "safari", "visitor_platform": "\\u006dobile", "ts_ingest": "2018-01-13T12:00:00Z",
                  "article_title": "A", "visitor_country": "BE", "visitor_page_timer": 0, "visitor_os": "ios",
                  "article": "https:\\/\\/news.example\\/a", "visitor_page_height": 0, "more": [1] }""";
        var points = new ClickPoints(1, IDENTITY, null);

        points.add(record(json.getBytes(UTF_8), "0"), () -> true);

        assertThat(line(points.entries().get(0)))
                .isEqualTo("clicks,visitor_browser=safari,visitor_country=BE article=\"https://news.example/a\","
                        + "article_title=\"A\",visitor_os=\"ios\",visitor_page_height=0i,visitor_page_timer=0i,"
                        + "visitor_platform=\"mobile\" " + IDENTITY.time(1_515_844_800_000L, PARTITION, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-02-30T00:00:00.000Z", "2018-01-13T24:00:00.000Z", "2018-01-13 05:04:04.345Z", ""})
    void aTimeThatDoesNotExistIsNotRead(String time) {
        var click = new String(ClickJson.cleaned(new Click("", 0, "", "BE", 0, "", "a", 0, "")), UTF_8);

        assertThat(new ClickLine()
                        .read(click.replace("1970-01-01T00:00:00.000Z", time).getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1x", "1234567890123456789"})
    void aSourceOffsetThatIsNoNumberIsAnError(String offset) {
        var click = ClickJson.cleaned(new Click("", 0, "", "BE", 0, "", "a", 0, ""));
        var points = new ClickPoints(1, IDENTITY, null);

        assertThatThrownBy(() -> points.add(record(click, offset), () -> true))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("clicks-cleaned-3@5");
    }

    private static String line(RecordPoint entry) {
        var request = new LineBuffer(1);
        entry.appendTo(request);
        return request.toString();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, String sourceOffset) {
        var record = new ConsumerRecord<byte[], byte[]>("clicks-cleaned", PARTITION, 5, null, value);
        record.headers().add(Headers.SOURCE_OFFSET, sourceOffset.getBytes(UTF_8));
        return record;
    }
}
