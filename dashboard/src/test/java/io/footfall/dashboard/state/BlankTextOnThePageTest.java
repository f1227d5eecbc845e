package io.footfall.dashboard.state;

import static io.footfall.dashboard.Samples.byCountry;
import static io.footfall.dashboard.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.Samples;
import io.footfall.events.TrafficWindow.Article;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No row of the page is empty, whatever is in the records of the topic. */
class BlankTextOnThePageTest {
    private final Dashboard dashboard = new Dashboard(Clock.fixed(Samples.NOON.plusSeconds(60), ZoneOffset.UTC), "");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   \t", "\u200b", "\u2060\ufeff", "\u0000\u202e", "\u00a0\u3000", "\u3164"})
    void anArticleWithoutAVisibleTitleHasThePathOfItsUrl(String title) {
        dashboard.put(window(0, 1, 1, List.of(new Article("https://news.example/sport/final?x=1#top", title, 1))));

        assertThat(dashboard.snapshot().topArticles()).singleElement().returns("/sport/final", Snapshot.Article::title);
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, /",
        "https://news.example/, /",
        "https://news.example?a=/b, /",
        "/a?b, /a",
        "'', untitled",
        "javascript:x, javascript:x"
    })
    void whatStandsForATitleDependsOnTheUrl(String url, String shown) {
        assertThat(new Snapshot.Article(url, "", 1, Snapshot.Trend.STEADY).title())
                .isEqualTo(shown);
    }

    @Test
    void labelsWithoutAVisibleCharacterAreOneRow() {
        dashboard.put(byCountry(0, Map.of("", 1L, "\u200b", 2L, "  ", 3L, "unknown", 4L, "BE", 5L)));

        assertThat(dashboard.snapshot().countries())
                .containsExactly(new Snapshot.Share("unknown", 10), new Snapshot.Share("BE", 5));
    }

    @Test
    void aVisibleTitleIsShown() {
        dashboard.put(window(0, 1, 1, List.of(new Article("https://news.example/a", "\u200bA", 1))));

        assertThat(dashboard.snapshot().topArticles()).singleElement().returns("\u200bA", Snapshot.Article::title);
    }
}
