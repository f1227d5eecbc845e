package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StringCacheTest {
    private final StringCache texts = new StringCache();

    @Test
    void aCachedStringIsNotCreatedAgain() {
        var first = text("https://news.example/articles/1");
        assertThat(text("https://news.example/articles/1")).isSameAs(first);
        assertThat(text("https://news.example/articles/2")).isEqualTo("https://news.example/articles/2");
    }

    @Test
    void longStringsAreNotCached() {
        var url = "https://news.example/" + "x".repeat(200);
        assertThat(text(url)).isEqualTo(url).isNotSameAs(text(url));
    }

    @Property
    void aStringHasTheCharactersOfItsBytes(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 300) String text,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 20) String before) {
        var bytes = (before + text + before).getBytes(US_ASCII);
        var begin = before.length();
        assertThat(texts.of(bytes, begin, begin + text.length())).isEqualTo(text);
        assertThat(texts.of(bytes, begin, begin + text.length())).isEqualTo(text);
    }

    private String text(String text) {
        var bytes = text.getBytes(US_ASCII);
        return texts.of(bytes, 0, bytes.length);
    }
}
