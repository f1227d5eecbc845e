package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SingleLineTest {
    @Property
    void resultIsOneLineOfAtMostTheMaximumLength(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int maxLength) {
        var line = SingleLine.of(text, maxLength);

        assertThat(line.length()).isLessThanOrEqualTo(maxLength);
        assertThat(line.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(character -> Character.getType(character) == Character.FORMAT)
                .noneMatch(character -> character == 0x2028 || character == 0x2029);
    }

    @Test
    void ordinaryTextIsUnchanged() {
        assertThat(SingleLine.of("Élections à Liège · 12 % 🗳", 100)).isEqualTo("Élections à Liège · 12 % 🗳");
    }

    @Test
    void lineBreaksAndDirectionMarksBecomeSpaces() {
        assertThat(SingleLine.of("/a\r\nBcc: x\u202Egpj", 100)).isEqualTo("/a  Bcc: x gpj");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(SingleLine.of("🗳🗳🗳", 4)).isEqualTo("🗳…");
    }
}
