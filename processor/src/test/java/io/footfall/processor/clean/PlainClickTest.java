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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way and the careful way never say two things of the same bytes. */
class PlainClickTest {
    private static final String SOUND = Clicks.json(Clicks.opening(7));

    /** The same for all clicks of a property, as in service: none may leave anything to the next. */
    private final PlainClick plain = new PlainClick();

    @Test
    void aClickAsScriptsWriteItIsReadTheQuickWay() {
        assertThat(read(SOUND)).isEqualTo(Clicks.opening(7));
        assertThat(read(SOUND.replace(",", " ,\n ").replace(":", " : ").replace("https : //", "https://") + " \r\n\t"))
                .isEqualTo(Clicks.opening(7));
        assertThat(read(SOUND.replace("\"One\"", "\"caf\u00e9 \u20ac \ud83d\ude00\"")))
                .returns("caf\u00e9 \u20ac \ud83d\ude00", Click::articleTitle);
    }

    @Test
    void aClickThatNamesNoCountryHasTheOneThatIsKnown() {
        var without = SOUND.replace("\"visitor_country\":\"BE\",", "");

        assertThat(read(without, "nl")).returns("NL", Click::visitorCountry);
        assertThat(read(without, null)).isNull();
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
    void anythingElseIsLeftToTheCarefulWay(String json) {
        assertThat(read(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u004fne\"", "\"\\ud800\"", "null", "7", "[\"One\"]", "\"a\nb\""})
    void aTitleThatIsNotPlainIsLeftToTheCarefulWay(String title) {
        assertThat(read(SOUND.replace("\"One\"", title))).isNull();
    }

    /** Damages a sound click here and there, so that most of it still looks sound. */
    @Property(tries = 20_000)
    void whateverTheQuickWayTakesTheCarefulWayTakesTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 3) int damages, @ForAll boolean knownCountry)
            throws IOException {
        var bytes = damaged(seed, damages);
        var country = knownCountry ? "NL" : null;

        if (plain.read(bytes, country)) {
            assertThat(carefully(bytes, country)).isEqualTo(plain.click());
            assertThat(plain.cleaned()).asString(UTF_8).isEqualTo(new String(ClickJson.cleaned(plain.click()), UTF_8));
        }
    }

    private static byte[] damaged(long seed, int damages) {
        var random = new Random(seed);
        var bytes = SOUND.getBytes(UTF_8);
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

    private static Click carefully(byte[] bytes, String country) throws IOException {
        var draft = Draft.of(bytes);
        draft.countryIfAbsent(country);
        assertThat(draft.problem()).isNull();
        return draft.click();
    }

    private static Click read(String json) {
        return read(json, null);
    }

    /** The click, if its bytes are read the quick way, whose cleaned form is then the same as that of any other. */
    private static Click read(String json, String country) {
        var plain = new PlainClick();
        if (!plain.read(json.getBytes(UTF_8), country)) {
            return null;
        }
        assertThat(plain.cleaned()).isEqualTo(ClickJson.cleaned(plain.click()));
        return plain.click();
    }
}
