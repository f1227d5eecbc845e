package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainLineTest {
    @Property
    void noTextBreaksTheLineOrIsLongerThanAllowed(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int most) {
        var line = PlainLine.of(text, most);

        assertThat(line.length()).isLessThanOrEqualTo(most);
        assertThat(line.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(character -> Character.getType(character) == Character.FORMAT)
                .noneMatch(character -> character == 0x2028 || character == 0x2029);
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(PlainLine.of("Élections à Liège · 12 % 🗳", 100)).isEqualTo("Élections à Liège · 12 % 🗳");
    }

    @Test
    void lineBreaksAndReorderingBecomeSpaces() {
        assertThat(PlainLine.of("/a\r\nBcc: x\u202Egpj", 100)).isEqualTo("/a  Bcc: x gpj");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(PlainLine.of("🗳🗳🗳", 4)).isEqualTo("🗳…");
    }
}
