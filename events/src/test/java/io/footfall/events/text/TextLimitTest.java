package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLimitTest {
    @ParameterizedTest
    @CsvSource({
        "plain, 5, plain",
        "plain, 3, pla",
        "plain, 0, ''",
        "'', 0, ''",
        // a surrogate pair
        "a\uD83D\uDE00, 3, a\uD83D\uDE00",
        "a\uD83D\uDE00, 2, a",
        "\uD83D\uDE00, 1, ''",
        // half a pair at the end
        "a\uD83Dbc, 2, a",
        // e and an accent
        "ae\u0301b, 3, ae\u0301",
        "ae\u0301b, 2, a",
        // a woman, a joiner and a laptop: one character
        "a\uD83D\uDC69\u200D\uD83D\uDCBBb, 6, a\uD83D\uDC69\u200D\uD83D\uDCBB",
        "a\uD83D\uDC69\u200D\uD83D\uDCBBb, 5, a",
        "a\uD83D\uDC69\u200D\uD83D\uDCBBb, 4, a",
        "a\uD83D\uDC69\u200D\uD83D\uDCBBb, 3, a",
        // a heart and a variation selector; a hand and a skin tone
        "a\u2764\uFE0F, 2, a",
        "a\uD83D\uDC4D\uD83C\uDFFD, 3, a",
    })
    void charactersStayWhole(String text, int maxChars, String cut) {
        assertThat(TextLimit.cut(text, maxChars)).isEqualTo(cut);
    }

    @Test
    void aTitleOf99LettersAndAnEmojiIsCutBeforeTheEmoji() {
        assertThat(TextLimit.cut("a".repeat(99) + "\uD83D\uDE00", 100)).isEqualTo("a".repeat(99));
    }

    @Test
    void textOfNothingButMarksIsCutAsWell() {
        assertThat(TextLimit.cut("e" + "\u0301".repeat(1_000), 100)).isEqualTo("e" + "\u0301".repeat(99));
    }

    @Property
    void theResultIsABeginningOfWholeCharactersWithinTheLimit(
            @ForAll @From("texts") String text, @ForAll @IntRange(max = 40) int maxChars) {
        var cut = TextLimit.cut(text, maxChars);

        assertThat(cut.length())
                .isLessThanOrEqualTo(maxChars)
                .isGreaterThanOrEqualTo(Math.min(text.length(), maxChars) - 17);
        assertThat(text).startsWith(cut);
        assertThat(UnicodeText.isWellFormed(cut)).isTrue();
        assertThat(TextLimit.cut(cut, maxChars)).isEqualTo(cut);
    }

    @Property
    void textThatIsNotWellFormedNeverGetsAnotherHalfAtItsEnd(
            @ForAll String text, @ForAll @IntRange(max = 40) int maxChars) {
        var cut = TextLimit.cut(text, maxChars);

        assertThat(text).startsWith(cut);
        assertThat(cut.length() == text.length()
                        || cut.isEmpty()
                        || !Character.isHighSurrogate(cut.charAt(cut.length() - 1)))
                .isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "é", "e\u0301", "\uD83D\uDE00", "\u200D", "\uFE0F", "\uD83C\uDFFD", "\u0301", " ", "漢")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
