package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\t\r\n",
                "\u00A0",
                "\u3000",
                "\u200B",
                "\u200D\u2060\uFEFF",
                "\u202E\u2066\u200F",
                "\u00AD",
                "\u2028",
                "\u0000\u007F\u0085",
                "\u034F\uFE0F",
                "\u3164\uFFA0\u2800",
                "\uDB40\uDC41",
                "\uDB40\uDDF5",
                "\uD83D",
            })
    void nothingOfItCanBeSeen(String text) {
        assertThat(BlankText.isBlank(text)).isTrue();
        assertThat(BlankText.orElse(text, "untitled")).isEqualTo("untitled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", " a ", "\u200Ba", "-", "é", "漢", "ع", "\uD83D\uDE00", "\uD83E\uDEE8", "\uFFFD", "\u200B."})
    void somethingOfItCanBeSeen(String text) {
        assertThat(BlankText.isBlank(text)).isFalse();
        assertThat(BlankText.orElse(text, "untitled")).isSameAs(text);
    }

    @Property
    void oneVisibleCharacterIsEnough(@ForAll @From("blank") String before, @ForAll @From("blank") String after) {
        assertThat(BlankText.isBlank(before + after)).isTrue();
        assertThat(BlankText.isBlank(before + "x" + after)).isFalse();
    }

    @Provide
    Arbitrary<String> blank() {
        return Arbitraries.strings()
                .withChars(" \t\u00A0\u200B\u200D\u202E\uFEFF\u3164")
                .ofMaxLength(10);
    }
}
