package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickBodyTest {
    private static final int MAX_CLICK = 2_000;

    @Test
    void oneObjectIsOneClickByteForByte() {
        assertThat(clicks(" {\"a\" : 1.0,\n\"é\":\"\\u0041\"}\n"))
                .containsExactly(" {\"a\" : 1.0,\n\"é\":\"\\u0041\"}\n");
    }

    @Test
    void anArrayIsItsElementsByteForByte() {
        assertThat(clicks("[ {\"a\": 1} ,{\"é\":[{}]},{} ]")).containsExactly("{\"a\": 1}", "{\"é\":[{}]}", "{}");
    }

    @Test
    void anEmptyArrayIsNoClicks() {
        assertThat(clicks("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "{", "{\"a\":}", "{} {}", "{}x", "{\"a\":NaN}", "{'a':1}", "\u0000"})
    void whatIsNotJsonIsMalformed(String body) {
        assertThat(message(body)).contains("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"text\"", "true"})
    void aBareValueIsMalformed(String body) {
        assertThat(message(body)).isEqualTo("neither a JSON object nor an array of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{},{},{\"a\":}]  | element 2 is not JSON",
                "[{},7,{}]         | element 1 is not a JSON object",
                "[{},[]]           | element 1 is not a JSON object",
                "[{},{\"a\":1}     | element 2 is not JSON",
                "[{} {}]           | element 1 is not JSON",
                "[{},]             | element 1 is not JSON",
            })
    void aBrokenElementIsNamed(String body, String message) {
        assertThat(message(body)).startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void whatIsNotUtf8IsMalformed(String charset) {
        for (var body : List.of("{\"a\":1}", "[{\"a\":1},{}]")) {
            assertThat(ClickBody.of(body.getBytes(Charset.forName(charset)), MAX_CLICK))
                    .isInstanceOf(ClickBody.Malformed.class);
        }
    }

    @Test
    void anUnfinishedBodySaysSoInPlainWords() {
        assertThat(message("[{\"a\":1"))
                .startsWith("element 0 is not JSON: Unexpected end-of-input")
                .doesNotContain("Source");
    }

    @Test
    void aClickThatTheLogWouldNotTakeIsTooLarge() {
        var large = "{\"a\":\"" + "x".repeat(MAX_CLICK) + "\"}";

        assertThat(split(large)).isInstanceOf(ClickBody.TooLarge.class);
        assertThat(split("[{}," + large + "]"))
                .isEqualTo(new ClickBody.TooLarge("element 1 is larger than 2000 bytes"));
    }

    @Property
    void whateverIsSentTheAnswerIsClear(@ForAll byte[] body) {
        assertThat(ClickBody.of(body, MAX_CLICK)).isNotNull();
    }

    @Property
    void theElementsOfAnArrayAreWhatWasSent(@ForAll @Size(max = 50) List<String> texts) {
        var sent = texts.stream().map(ClickBodyTest::object).toList();

        assertThat(clicks(sent.stream().collect(Collectors.joining(" , ", "[", "]"))))
                .isEqualTo(sent);
    }

    private static String object(String text) {
        return "{\"text\":\""
                + text.codePoints()
                        .mapToObj("\\u%04x"::formatted)
                        .filter(escaped -> escaped.length() == 6)
                        .collect(Collectors.joining())
                + "\"}";
    }

    private static ClickBody split(String body) {
        return ClickBody.of(body.getBytes(UTF_8), MAX_CLICK);
    }

    private static List<String> clicks(String body) {
        return ((ClickBody.Clicks) split(body))
                .clicks().stream().map(click -> new String(click, UTF_8)).toList();
    }

    private static String message(String body) {
        return ((ClickBody.Malformed) split(body)).message();
    }
}
