package io.footfall.alerts.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against the decoder of Jakarta Mail. */
class EncodedWordsTest {
    @Property
    void whatIsEncodedIsDecodedToTheSameText(@ForAll("texts") String text) throws UnsupportedEncodingException {
        var encoded = EncodedWords.of(text);

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(encoded))).isEqualTo(text);
        assertThat(encoded).matches("[ -~]*(\n [ -~]+)*");
        assertThat(("Subject: " + encoded).lines().skip(encoded.contains("=?") ? 0 : 1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }

    @Example
    void printableAsciiStaysAsItIs() {
        assertThat(EncodedWords.of("[Footfall] A page = 1?")).isEqualTo("[Footfall] A page = 1?");
    }

    @Example
    void anEncodedWordThatAVisitorWroteIsNotDecoded() throws UnsupportedEncodingException {
        var text = "/admin/=?UTF-8?B?QWxsIGlzIGZpbmU=?=";

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(EncodedWords.of(text))))
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars(' ', 'a', '/', '=', '?', 'é', '中')
                        .ofMaxLength(180),
                Arbitraries.of("😀", "𠮷", "👩‍👩‍👧", "a", " ", "=?", "ü")
                        .list()
                        .ofMaxSize(90)
                        .map(parts -> String.join("", parts)));
    }
}
