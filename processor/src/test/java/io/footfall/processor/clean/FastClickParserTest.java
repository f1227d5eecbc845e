package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.processor.Clicks;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast parser and {@link JacksonClickParser} agree on every click that the fast one accepts. */
class FastClickParserTest {
    private static final String VALID = Clicks.json(Clicks.pageView(7));

    /** One parser for all clicks of a property, as in production: no click may influence the next. */
    private final FastClickParser parser = new FastClickParser();

    @Test
    void aClickAsScriptsWriteItIsParsed() {
        assertThat(parse(VALID)).isEqualTo(Clicks.pageView(7));
        assertThat(parse(VALID.replace(",", " ,\n ").replace(":", " : ").replace("https : //", "https://") + " \r\n\t"))
                .isEqualTo(Clicks.pageView(7));
        assertThat(parse(VALID.replace("\"One\"", "\"caf\u00e9 \u20ac \ud83d\ude00\"")))
                .returns("caf\u00e9 \u20ac \ud83d\ude00", Click::articleTitle);
    }

    @Test
    void aClickWithoutCountryGetsTheOneThatIngestHasFound() {
        var without = VALID.replace("\"visitor_country\":\"BE\",", "");

        assertThat(parse(without, "nl")).returns("NL", Click::visitorCountry);
        assertThat(parse(without, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{",
                "\"",
                "{\"article\"",
                "{\"article\":",
                "{\"article\":\"",
                "{\"article\":1}",
                "{\"visitor_page_timer\":01}",
                "{\"visitor_page_timer\":-1}",
                "{\"visitor_page_timer\":1.0}",
                "{\"visitor_page_timer\":1e3}",
                "{\"visitor_page_timer\":}",
                "{\"visitor_page_timer\":1}x"
            })
    void anythingElseIsRefused(String json) {
        assertThat(parse(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u004fne\"", "\"\\ud800\"", "null", "7", "[\"One\"]", "\"a\nb\""})
    void aTitleThatIsNotPlainIsRefused(String title) {
        assertThat(parse(VALID.replace("\"One\"", title))).isNull();
    }

    /** Damages a valid click in a few places, so that most of it still looks valid. */
    @Property(tries = 20_000)
    void jacksonParsesTheSameClick(
            @ForAll long seed,
            @ForAll @IntRange(max = 3) int damages,
            @ForAll boolean knownCountry,
            @ForAll @LongRange(min = -1_600_000_000_000L, max = 252_000_000_000_000L) long correction)
            throws IOException {
        var bytes = damaged(seed, damages);
        var country = knownCountry ? "NL" : null;

        if (parser.parse(bytes, country, correction)) {
            assertThat(parseWithJackson(bytes, country, correction)).isEqualTo(parser.click());
            assertThat(parser.cleaned())
                    .asString(UTF_8)
                    .isEqualTo(new String(ClickJson.cleaned(parser.click()), UTF_8));
        }
    }

    private static byte[] damaged(long seed, int damages) {
        var random = new Random(seed);
        var bytes = VALID.getBytes(UTF_8);
        for (var damage = 0; damage < damages; damage++) {
            var at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\",:{}[] 0e.\\-\n".charAt(random.nextInt(14));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> bytes[at] = bytes[random.nextInt(bytes.length)];
            }
        }
        return bytes;
    }

    private static Click parseWithJackson(byte[] bytes, String country, long correction) throws IOException {
        var jackson = JacksonClickParser.parse(bytes);
        jackson.countryIfAbsent(country);
        jackson.correctClock(correction);
        assertThat(jackson.problem()).isNull();
        return jackson.click();
    }

    private static Click parse(String json) {
        return parse(json, null);
    }

    /** The click, or null if the parser refuses it. */
    private static Click parse(String json, String country) {
        var parser = new FastClickParser();
        if (!parser.parse(json.getBytes(UTF_8), country, 0)) {
            return null;
        }
        assertThat(parser.cleaned()).isEqualTo(ClickJson.cleaned(parser.click()));
        return parser.click();
    }
}
