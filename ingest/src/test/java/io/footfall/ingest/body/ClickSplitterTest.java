package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.text.UnicodeText;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickSplitterTest {
    private static final int MAX_CLICK = 2_000;
    private static final ClickSplitter SPLITTER = new ClickSplitter(new BodyLimits(MAX_CLICK, 100_000, 60, 8, 20));

    @Test
    void anObjectIsOneClickByteForByte() {
        assertThat(clicks(" {\"a\" : 1.0,\n\"é\":\"\\u0041\"}\n"))
                .containsExactly(" {\"a\" : 1.0,\n\"é\":\"\\u0041\"}\n");
    }

    @Test
    void theElementsOfAnArrayAreClicksByteForByte() {
        assertThat(clicks("[ {\"a\": 1} ,{\"é\":[{}]},{} ]")).containsExactly("{\"a\": 1}", "{\"é\":[{}]}", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"visitor_platform\":\"desktop\"}", "[{\"é\":1},{}]", " {}\n"})
    void aByteOrderMarkIsRemoved(String body) {
        assertThat(clicks("\uFEFF" + body)).isEqualTo(clicks(body));
    }

    @Test
    void onlyTheFirstMarkIsNoPartOfTheText() {
        assertThat(message("\uFEFF\uFEFF{}")).startsWith("not JSON");
        assertThat(message("\uFEFF")).isEqualTo("neither a JSON object nor an array of them");
        assertThat(message("[\uFEFF{}]")).startsWith("element 0 is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void textInUtf16IsNamed(String charset) {
        var mark = charset.equals("UTF-16") ? "" : "\uFEFF";

        assertThat(SPLITTER.split((mark + "{}").getBytes(Charset.forName(charset))))
                .isEqualTo(new ClickBody.Malformed("not JSON: the text is not UTF-8, but UTF-16"));
    }

    @Test
    void anEmptyArrayIsNoClicks() {
        assertThat(clicks("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "{",
                "{\"a\":}",
                "{} {}",
                "{}x",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "[{},{\"a\":-Infinity}]",
                "{'a':1}",
                "\u0000"
            })
    void invalidJsonIsMalformed(String body) {
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
    void anInvalidElementIsNamedInTheMessage(String body, String message) {
        assertThat(message(body)).startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void textThatIsNotUtf8IsMalformed(String charset) {
        for (var body : List.of("{\"a\":1}", "[{\"a\":1},{}]")) {
            assertThat(SPLITTER.split(body.getBytes(Charset.forName(charset)))).isInstanceOf(ClickBody.Malformed.class);
        }
    }

    @Test
    void theMessageOfATruncatedBodyIsPlain() {
        assertThat(message("[{\"a\":1"))
                .startsWith("element 0 is not JSON: Unexpected end-of-input")
                .doesNotContain("Source");
    }

    @Test
    void aClickAboveTheLimitIsTooLarge() {
        var large = "{\"a\":\"" + "x".repeat(MAX_CLICK) + "\"}";

        assertThat(split(large)).isInstanceOf(ClickBody.TooLarge.class);
        assertThat(split("[{}," + large + "]"))
                .isEqualTo(new ClickBody.TooLarge("element 1 is larger than 2000 bytes"));
    }

    @Test
    void aBodyAboveTheLimitOrWithTooManyClicksIsTooLarge() {
        assertThat(split("[" + " ".repeat(100_000) + "]"))
                .isEqualTo(new ClickBody.TooLarge("the body is larger than 100000 bytes"));
        assertThat(split("[" + "{},".repeat(60) + "{}]"))
                .isEqualTo(new ClickBody.TooLarge("more than 60 clicks; send them in several requests"));
        assertThat(clicks("[" + "{},".repeat(59) + "{}]")).hasSize(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'a':2}                | Duplicate field 'a'",
                "{'a':{'b':1,'b':1}}          | Duplicate field 'b'",
                "{'a':1,'\\u0061':2}          | Duplicate field 'a'",
                "{'a':[[[[[[[[1]]]]]]]]}      | nesting depth (9)",
                "{'a':123456789012345678901}  | Number value length (21)",
                "{'a':1.23456789012345678901} | Number value length",
                "{'a':NaN}                    | 'NaN'",
                "{'a':-Infinity}              | ",
                "{'a':01}                     | ",
                "{'a':'\\u0000'}              | a NUL",
                "{'\\u0000':1}                | a NUL",
                "{'a':'\\ud800'}              | half of a surrogate pair",
                "{'a':'\\udc00\\ud800'}        | half of a surrogate pair",
                "{'a':['x\\ud83dx']}          | half of a surrogate pair",
                "[{},{'a':'\\ud800'}]         | element 1 is not JSON: a string has a NUL or half of a surrogate pair",
                "{} {}                        | something follows",
                "[{}]]                        | ",
            })
    void jsonThatParsersTreatDifferentlyIsMalformed(String body, String message) {
        assertThat(message(body.replace('\'', '"')))
                .contains(message == null ? "JSON" : message)
                .doesNotContain("`");
    }

    @Test
    void pairedSurrogatesAndEscapedCharactersAreAccepted() {
        var click = "{\"a\":\"\\ud83d\\ude00 \\u0041 \uD83D\uDE00\",\"\\u00e9\":[\"\\\\ud800\"]}";

        assertThat(clicks(click)).containsExactly(click);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "f5808080", "ff", "c3", "e28228", "00"})
    void invalidUtf8IsMalformed(String bytes) {
        var body = HexFormat.of().parseHex("7b2261223a22" + bytes + "227d");

        assertThat(SPLITTER.split(body)).isInstanceOf(ClickBody.Malformed.class);
    }

    @Test
    void messagesAreShortEvenForLongNames() {
        var name = "x".repeat(1_000);

        assertThat(message("{'%s':1,'%s':1}".formatted(name, name).replace('\'', '"')))
                .hasSizeLessThan(300);
    }

    @Property
    void anyBytesHaveAResult(@ForAll byte[] body) {
        assertThat(SPLITTER.split(body)).isNotNull();
    }

    @Property
    void anArrayIsSplitIntoTheElementsThatWereSent(@ForAll @Size(max = 50) List<String> texts) {
        var sent = texts.stream().map(ClickSplitterTest::object).toList();

        assertThat(clicks(sent.stream().collect(Collectors.joining(" , ", "[", "]"))))
                .isEqualTo(sent);
    }

    private static String object(String text) {
        return "{\"text\":\""
                + text.codePoints()
                        .filter(c -> c != 0 && UnicodeText.isWellFormed(Character.toString(c)))
                        .mapToObj("\\u%04x"::formatted)
                        .filter(escaped -> escaped.length() == 6)
                        .collect(Collectors.joining())
                + "\"}";
    }

    private static ClickBody split(String body) {
        return SPLITTER.split(body.getBytes(UTF_8));
    }

    private static List<String> clicks(String body) {
        return ((ClickBody.Clicks) split(body))
                .clicks().stream().map(click -> new String(click, UTF_8)).toList();
    }

    private static String message(String body) {
        return ((ClickBody.Malformed) split(body)).message();
    }
}
