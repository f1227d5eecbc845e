package io.footfall.processor.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.TrafficWindow.Article;
import io.footfall.processor.state.StateJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An article has the title that most of its readers have, and never an empty one. */
class ArticleTitleTest {
    private static final String URL = "https://news.example/budget?page=2#top";

    @ParameterizedTest
    @ValueSource(strings = {"(1) Aprobado", "!! visit evil.example", "A", "", "\u202E"})
    void oneReaderDoesNotChooseTheTitle(String other) {
        assertThat(title(views(999, "Budget passed"), views(1, other))).isEqualTo("Budget passed");
        assertThat(title(views(1, other), views(999, "Budget passed"))).isEqualTo("Budget passed");
        assertThat(title(views(2, "Budget passed"), views(1, other))).isEqualTo("Budget passed");
    }

    @Test
    void ofTitlesWithAsManyReadersTheFirstInTheAlphabetIsShown() {
        assertThat(title(views(2, "B"), views(1, "C"), views(2, "A"))).isEqualTo("A");
        assertThat(title(views(1, "B"), views(1, ""))).isEqualTo("B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200b", "\u200B\u2060\uFEFF", "\u202E", "\n\t", "\u00A0"})
    void anArticleWithoutATitleHasItsPath(String blank) {
        assertThat(title(views(3, blank))).isEqualTo("/budget");
        assertThat(title(views(3, blank), views(1, "!! visit evil.example"))).isEqualTo("/budget");
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, /",
        "https://news.example/, /",
        "https://news.example?a=/b, /",
        "https://news.example/a/b/?c=d, /a/b/",
        "/only/a/path, /only/a/path",
        "no-address, no-address",
        "?query, untitled",
        "\u200B, untitled",
    })
    void thePathIsWhatAnAddressHasBehindItsHost(String article, String title) {
        assertThat(ArticleTitle.shown("", article)).isEqualTo(title);
    }

    @Test
    void aLongPathIsCutLikeATitle() {
        assertThat(ArticleTitle.shown("", "https://news.example/" + "a".repeat(500)))
                .hasSize(ArticleTitle.MAX_LENGTH);
    }

    @Property(tries = 200)
    void neitherOrderNorPartitionsChangeTheTitleWhileThereAreFew(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 7) Integer> titles, @ForAll long seed) {
        var views =
                titles.stream().map(title -> title == 0 ? "" : "Title " + title).toList();
        var random = new Random(seed);
        var shuffled = new ArrayList<>(views);
        Collections.shuffle(shuffled, random);
        var parts = List.of(new TopArticles(), new TopArticles(), new TopArticles());
        shuffled.forEach(title -> parts.get(random.nextInt(3)).add(URL, title));

        assertThat(merged(parts)).isEqualTo(merged(List.of(counted(views))));
    }

    @Property(tries = 200)
    void theTitleOfTheMajorityWinsHoweverManyOthersThereAre(
            @ForAll @IntRange(min = 1, max = 3_000) int others, @ForAll long seed) {
        var random = new Random(seed);
        var views = new ArrayList<>(Collections.nCopies(others + 1, "Budget passed"));
        IntStream.range(0, others).forEach(i -> views.add("!! " + random.nextInt(others)));
        Collections.shuffle(views, random);
        var parts = List.of(new TopArticles(), new TopArticles(), new TopArticles());
        views.forEach(title -> parts.get(random.nextInt(3)).add(URL, title));

        assertThat(merged(parts).title()).isEqualTo("Budget passed");
    }

    @Test
    void theTitleOfTheMajorityWinsAlsoWhenOtherArticlesHaveTakenAllRoom() {
        var articles = new TopArticles();
        for (int i = 0; i < 100; i++) {
            for (int title = 0; title < 8; title++) {
                articles.add("https://news.example/" + i, title + "x".repeat(99));
            }
        }
        views(500, "!! visit evil.example").addTo(articles);
        views(501, "Budget passed").addTo(articles);

        assertThat(articles.top(1)).singleElement().returns("Budget passed", Article::title);
    }

    @Property(tries = 20)
    void savedTotalsStayBelowTheirBoundWhateverTitlesSendersInvent(@ForAll long seed) {
        var random = new Random(seed);
        var articles = new TopArticles();
        for (int i = 0; i < 50_000; i++) {
            articles.add("https://news.example/" + random.nextInt(300), "\u0001".repeat(95) + random.nextInt(100));
        }

        assertThat(StateJson.write(articles)).hasSizeLessThan(350_000);
    }

    @Test
    void usualStateHasOneTitleAndIsRestored() {
        var articles = counted(Collections.nCopies(3, "One"));

        assertThat(new String(StateJson.write(articles), UTF_8))
                .contains("{\"count\":3,\"title\":\"One\",\"titleViews\":3}");
        articles.add(URL, "Other");
        assertThat(restored(articles).top(1)).isEqualTo(articles.top(1));
    }

    @Test
    void stateOfAnOlderVersionKeepsItsTitle() {
        var older = "{\"byArticle\":{\"" + URL + "\":{\"count\":2,\"title\":\"Older\"}}}";
        var articles = StateJson.read(older.getBytes(UTF_8), TopArticles.class);

        assertThat(merged(List.of(articles))).isEqualTo(new Article(URL, "Older", 2));
    }

    private static TopArticles restored(TopArticles articles) {
        return StateJson.read(StateJson.write(articles), TopArticles.class);
    }

    private static String title(Views... views) {
        var articles = new TopArticles();
        List.of(views).forEach(some -> some.addTo(articles));
        return merged(List.of(articles)).title();
    }

    private record Views(int number, String title) {
        void addTo(TopArticles articles) {
            Collections.nCopies(number, title).forEach(view -> articles.add(URL, view));
        }
    }

    private static Views views(int number, String title) {
        return new Views(number, title);
    }

    private static TopArticles counted(List<String> titles) {
        var articles = new TopArticles();
        titles.forEach(title -> articles.add(URL, title));
        return articles;
    }

    private static Article merged(List<TopArticles> parts) {
        var merged = new TopArticles();
        parts.forEach(part -> merged.add(restored(part)));
        return merged.top(1).get(0);
    }
}
