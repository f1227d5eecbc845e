package io.footfall.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void controlCharactersAreEscaped() {
        assertThat(TerminalText.escape("a\u001b[31mred\u0007\r\n\tb")).isEqualTo("a\\u{1b}[31mred\\u{7}\\r\\n\\tb");
    }

    @Test
    void charactersThatReverseTheDirectionOfTextAreEscaped() {
        assertThat(TerminalText.escape("pay\u202Eelif")).isEqualTo("pay\\u{202e}elif");
    }

    @Test
    void ordinaryTextOfAnyLanguageIsUnchanged() {
        assertThat(TerminalText.escape("Cercanías 東京 🚲")).isEqualTo("Cercanías 東京 🚲");
    }
}
