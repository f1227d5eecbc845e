package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserLabelTest {
    /** A name and its pattern in the tracker's source. */
    private static final Pattern TRACKED = Pattern.compile("(?m)^    (\\w+): /");

    @Test
    void aKnownBrowserIsItsOwnLabel() {
        assertThat(List.of("chrome", "safari", "firefox", "ie", "unknown"))
                .allMatch(known -> BrowserLabel.of(known).equals(known));
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(BrowserLabel.of("Chrome")).isEqualTo("chrome");
        assertThat(BrowserLabel.of("IE")).isEqualTo("ie");
    }

    @Test
    void everythingElseIsOther() {
        assertThat(List.of("chrome ", "chrome\n", "other", "netscape", "\uD83E\uDD84", "x".repeat(60_000)))
                .allMatch(text -> BrowserLabel.of(text).equals(BrowserLabel.OTHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\u202E\uFEFF", "\n"})
    void aBlankBrowserIsUnknown(String blank) {
        assertThat(BrowserLabel.of(blank)).isEqualTo("unknown");
    }

    @Test
    void inventedBrowsersShareOneLabel() {
        var labels = new HashSet<String>();
        for (var number = 0; number < 100_000; number++) {
            labels.add(BrowserLabel.of("browser-" + number));
        }

        assertThat(labels).containsExactly(BrowserLabel.OTHER);
    }

    @Test
    void allBrowsersOfTheTrackerAreKnown() throws Exception {
        var source = Files.readString(Path.of("../ingest/src/main/tracker/tracker.js"));
        var list = source.substring(source.indexOf("const name = firstOf({"));
        var names = TRACKED.matcher(list.substring(0, list.indexOf("});")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(names).contains("firefox").hasSizeGreaterThan(5).allMatch(name -> BrowserLabel.of(name)
                .equals(name));
    }
}
