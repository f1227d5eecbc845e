package io.footfall.ingest.tracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerScriptTest {
    private static final int MOST_BYTES = 2_500;

    private final TrackerScript script = TrackerScript.load();

    @Test
    void theScriptIsBelowTwoAndAHalfKilobytes() {
        assertThat(script.gzipped().bytes()).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void bothVariantsAreTheSameScript() throws IOException {
        try (var unzipped =
                new GZIPInputStream(new ByteArrayInputStream(script.gzipped().bytes()))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(script.plain().bytes());
        }
    }

    @Test
    void oldBrowsersCanParseIt() {
        assertThat(new String(script.plain().bytes(), UTF_8)).doesNotContain("=>", "`", "const ", "let ");
    }

    @Test
    void theScriptStoresNothingInTheBrowser() {
        assertThat(new String(script.plain().bytes(), UTF_8))
                .doesNotContainIgnoringCase("cookie", "storage", "indexedDB", "caches", "serviceWorker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, GZIP", "deflate,gzip;q=0.5", "gzip; q=1.0", "x-gzip", "gzip;q=0.01"})
    void clientsThatAcceptGzipGetIt(String acceptEncoding) {
        assertThat(script.variantFor(acceptEncoding)).isSameAs(script.gzipped());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "gzipped"})
    void otherClientsGetThePlainScript(String acceptEncoding) {
        assertThat(script.variantFor(acceptEncoding)).isSameAs(script.plain());
    }

    @Test
    void theTagDependsOnContentAndEncoding() {
        var same = new TrackerScript(script.plain().bytes());
        var other = new TrackerScript("other".getBytes(UTF_8));

        assertThat(same.plain().tag())
                .isEqualTo(script.plain().tag())
                .isNotEqualTo(script.gzipped().tag())
                .isNotEqualTo(other.plain().tag());
    }

    @Test
    void aVariantMatchesItsTagInIfNoneMatch() {
        var variant = script.plain();

        assertThat(variant.matches(variant.tag())).isTrue();
        assertThat(variant.matches("\"old\", W/" + variant.tag())).isTrue();
        assertThat(variant.matches("*")).isTrue();
        assertThat(variant.matches(script.gzipped().tag())).isFalse();
        assertThat(variant.matches("")).isFalse();
        assertThat(variant.matches(null)).isFalse();
    }
}
