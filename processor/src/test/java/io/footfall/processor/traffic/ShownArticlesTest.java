package io.footfall.processor.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.footfall.events.text.UnicodeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles of the configured sites are listed, each under one address. */
class ShownArticlesTest {
    private final ShownArticles everySite = new ShownArticles(List.of(), true);
    private final ShownArticles asSent = new ShownArticles(List.of(), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/a",
                "https://news.example/a/",
                "https://www.news.example/a",
                "https://NEWS.example/a",
                "HTTPS://news.example/a",
                "https://news.example:443/a",
                "https://news.example./a",
                "https://news.example/%61",
                "https://news.example/./a",
                "https://news.example/b/../a",
                "https://news.example/%2e/a//",
                "https://news.example/a?",
                "https://news.example/a#",
                "https://news.example/a/?#",
                " https://news.example/a\n",
                "https://WWW.news.example:443/b/%2E%2E/a/",
            })
    void spellingsOfOneAddressAreOneArticle(String spelling) {
        assertThat(everySite.shown(spelling)).contains("https://news.example/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/caf%C3%A9",
                "https://news.example/caf%c3%a9",
                "https://news.example/café",
                "https://news.example/cafe\u0301",
                "https://news.example/caf%65%CC%81/",
                "https://news.example/cafe%cc%81",
            })
    void spellingsOfOneLetterAreOneArticle(String spelling) {
        assertThat(everySite.shown(spelling)).contains("https://news.example/caf%C3%A9");
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, https://news.example/",
        "https://news.example/?a=%7e&b=%2f+, https://news.example/?a=~&b=%2F+",
        "https://news.example/a b, https://news.example/a%20b",
        "https://news.example/a%2Fb, https://news.example/a%2Fb",
        "https://news.example/50%, https://news.example/50%25",
        "https://news.example/%zz%, https://news.example/%25zz%25",
        "https://news.example/caf%e9, https://news.example/caf%E9",
        "https://news.example/../.., https://news.example/",
        "https://news.example/a/..., https://news.example/a/...",
        "https://news.example//a, https://news.example//a",
        "https://news.example/a/#/Route/, https://news.example/a#/Route/",
        "http://news.example:80/a, http://news.example/a",
        "http://localhost:8000/a/, http://localhost:8000/a",
        "https://www.example/a, https://www.example/a",
        "https://müller.example/a, https://xn--mller-kva.example/a",
        "https://my_shop.example/a/, https://my_shop.example/a",
        "https://[::1]:443/a/, https://[::1]/a",
    })
    void theCanonicalAddressOpensTheSamePage(String written, String canonical) {
        assertThat(everySite.shown(written)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/a",
                "https://news.example/",
                "https://news.example/A/b-c_d~e.html",
                "https://news.example/a?b=c&d=%2F#e",
                "/only/a/path/",
                "news.example/a/",
                "app://news/a/",
                "javascript:alert(1)/",
                "https://user@news.example/a/",
                "https://news.example\\a/",
                "https://news.example/a\\b/",
                "https:/news.example/a/",
                "https:///a/",
                "https://a..b/c/",
                "https://%6eews.example/a/",
                "https://evil.example\uFF0F.news.example/a/",
                "\u200B",
            })
    void whatIsCanonicalOrNoAddressOfTheWebStaysTheSameInstance(String article) {
        assertThat(everySite.shown(article).orElseThrow()).isSameAs(article);
    }

    /** Each of these once took from one to twenty seconds. */
    @ParameterizedTest
    @MethodSource("expensiveUrls")
    void aHostileUrlIsCheap(String url) {
        var ownSite = new ShownArticles(List.of("https://news.example"), true);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int click = 0; click < 100; click++) {
                everySite.shown(url);
                ownSite.shown(url);
            }
        });
    }

    static Stream<String> expensiveUrls() {
        var marks = "\u0301".repeat(16_000) + "\u0316".repeat(16_000);
        var site = "https://news.example/";
        return Stream.of(
                site + marks,
                (site + "\u0301".repeat(480) + "\u0316".repeat(480)),
                (site + "%CC%81".repeat(80) + "%CC%96".repeat(80)),
                site + "%ff/".repeat(16_000),
                site + "../".repeat(20_000),
                "https://" + marks + ".example/",
                "https://" + "www.".repeat(15_000) + "x.example/");
    }

    @Test
    void moreMarksThanALanguageHasAreEncodedAsTheyAre() {
        assertThat(everySite.shown("https://news.example/e" + "\u0301".repeat(31)))
                .contains("https://news.example/e" + "%CC%81".repeat(31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://straße.example/a", "https://stra\u200Dsse.example/a", "https://\u200Cstrasse.example/a"
            })
    void aHostThatBrowsersReadInAnotherWayIsOfNoSite(String article) {
        assertThat(new ShownArticles(List.of("https://strasse.example"), false).shown(article))
                .isEmpty();
    }

    @Test
    void spellingsStayApartIfThatIsSet() {
        assertThat(asSent.shown("https://www.news.example/a/")).contains("https://www.news.example/a/");
    }

    @Property
    void theCanonicalAddressIsCanonical(@ForAll @From("urls") String url) {
        var canonical = everySite.shown(url).orElseThrow();

        assertThat(everySite.shown(canonical)).contains(canonical);
    }

    /** The fast way gives what the other gives. */
    @Property
    void aPlainUrlIsCanonical(@ForAll @From("urls") String url) {
        if (PlainUrl.isCanonical(url)) {
            var address = WebAddress.parse(url);
            assertThat(
                            address == null
                                    ? url
                                    : address.scheme() + "://" + address.bareHost() + CanonicalPath.of(address.rest()))
                    .isEqualTo(url);
        }
    }

    @Property
    void anyTextHasAtMostOneSpelling(@ForAll String text) {
        var wellFormed = UnicodeText.wellFormed(text);
        for (var article : List.of(wellFormed, "https://news.example/" + wellFormed, "https://" + wellFormed)) {
            var canonical = everySite.shown(article).orElseThrow();
            assertThat(everySite.shown(canonical)).contains(canonical);
        }
    }

    @Provide
    Arbitrary<String> urls() {
        return Arbitraries.of(
                        "https://",
                        "http://",
                        "news.example",
                        "www.",
                        "NEWS",
                        "é",
                        "e",
                        "\u0301",
                        "%CC%81",
                        "%c3",
                        "%A9",
                        "%65",
                        "%2e",
                        "%2F",
                        "%",
                        ":443",
                        ":80",
                        "/",
                        "/",
                        ".",
                        "..",
                        "?",
                        "#",
                        "a",
                        "B",
                        "~",
                        " ",
                        "<",
                        "\u0338",
                        "%3C",
                        "C",
                        "\u0327",
                        "\u212A",
                        "\\",
                        "@")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .flatMap(end -> Arbitraries.of(end, "https://news.example" + end, "https://news.example/" + end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cheap-pills.example/buy",
                "https://news.example.evil.example/a",
                "https://evilnews.example/a",
                "https://news.example@evil.example/",
                "https://evil.example\\@news.example/",
                "https://evil.example\\.news.example/",
                "https://evil.example%2F.news.example/",
                "https://evil.example\uFF0F.news.example/",
                "https://ne\tws.example/a",
                "https:evil.example/a",
                "https:///evil.example/a",
                "//evil.example/a",
                "/a",
                "javascript://news.example/%0Aalert(1)",
                "ftp://news.example/a",
                "https://news.example:8443/a",
                "https://cdn.news.example/a",
            })
    void anArticleOfAnotherSiteIsNotListed(String article) {
        for (var canonical : List.of(true, false)) {
            assertThat(new ShownArticles(List.of("https://news.example"), canonical).shown(article))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, https://www.news.example/a/, https://news.example/a",
        "https://www.news.example, https://news.example/a, https://www.news.example/a",
        "https://NEWS.example:443/, http://news.example:80/a, https://news.example/a",
        "http://news.example, https://news.example/a, http://news.example/a",
        "https://news.example:8443, https://news.example:8443/a/, https://news.example:8443/a",
        "https://müller.example, https://xn--mller-kva.example/a, https://xn--mller-kva.example/a",
        "https://my_shop.example, https://my_shop.example/a, https://my_shop.example/a",
    })
    void anArticleOfTheSiteHasItsOrigin(String site, String article, String shown) {
        assertThat(new ShownArticles(List.of("https://other.example", site), true).shown(article))
                .contains(shown);
        assertThat(new ShownArticles(List.of(site), false).shown(article)).contains(article);
    }

    @Test
    void ofTwoOriginsOfOneSiteTheFirstIsShown() {
        var articles = new ShownArticles(List.of("https://www.news.example", "http://news.example"), true);

        assertThat(articles.shown("http://news.example/a")).contains("https://www.news.example/a");
    }

    @Test
    void aStarListsArticlesOfEverySite() {
        var articles = new ShownArticles(List.of("https://news.example", "*"), true);

        assertThat(articles.shown("https://other.example/a/")).contains("https://other.example/a");
        assertThat(articles.shown("/a/")).isEqualTo(Optional.of("/a/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news.example",
                "https://news.example/a",
                "https://*.news.example",
                "ftp://news.example",
                "",
                "https://"
            })
    void aSiteIsAnOrigin(String site) {
        assertThat(ShownArticles.isSite(site)).isFalse();
        assertThatThrownBy(() -> new ShownArticles(List.of(site), true)).hasMessageContaining("'" + site + "'");
    }
}
