package io.footfall.sandbox.system;

import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with the tracker, as visitors in Chromium open and read them. */
class TrackerPageIT extends VisitedSite {
    @Test
    void aPageViewIsAClickWithoutTimeOrHeight() {
        var before = System.currentTimeMillis();

        reader().opens(site.page("/opened?utm_source=mail&reader=jane#part"));

        var click = awaitClicks("/opened", 1).get(0);
        assertThat(click.path("article_title").asText()).isEqualTo("Title of /opened");
        assertThat(click.path("visitor_page_timer").intValue()).isZero();
        assertThat(click.path("visitor_page_height").intValue()).isZero();
        assertThat(click.path("ts_ingest").longValue()).isBetween(before, System.currentTimeMillis());
        assertThat(click.path("visitor_os").asText()).isEqualTo("linux");
        assertThat(click.path("visitor_browser").asText()).isEqualTo("chrome");
        assertThat(click.path("visitor_platform").asText()).isEqualTo("desktop");
        assertThat(click.toString()).doesNotContain("jane", "#part");
    }

    @Test
    void eachRouteInTheFragmentIsAPageView() {
        var reader = reader();
        reader.opens(site.page("/hash", "data-keep-fragment"));

        // An application with routes in the fragment begins with this one.
        reader.page().evaluate("history.replaceState({}, '', '#/')");
        reader.page().evaluate("location.hash = '#/a'");
        reader.page().evaluate("location.hash = '#/b'");
        reader.page().evaluate("location.hash = '#/b?sorted=1'");
        reader.page().goBack();
        reader.page().goBack();

        awaitClicks("/hash#/a", 2);
        awaitClicks("/hash#/b", 1);
        awaitClicks("/hash", 1);
    }

    @Test
    void pagesOpenedThroughTheNavigationApiAreCounted() {
        var reader = reader();
        reader.opens(site.page("/navigation"));

        reader.page().evaluate("""
                navigation.addEventListener('navigate', event => event.intercept({
                  handler: async () => { document.title = 'Page ' + new URL(event.destination.url).pathname; }
                }));
                void navigation.navigate('/navigation/two')""");
        reader.waitsForClicks(2);
        reader.page().evaluate("() => { navigation.navigate('/navigation/three', {history: 'replace'}); }");
        reader.waitsForClicks(3);
        reader.page().evaluate("() => { navigation.back(); }");
        reader.waitsForClicks(4);
        reader.page().locator("a").click();
        reader.waitsForClicks(5);

        for (var path : List.of("/navigation/two", "/navigation/three", "/navigation/next")) {
            assertThat(awaitClicks(path, 1).get(0).path("article_title").asText())
                    .isEqualTo("Page " + path);
        }
        awaitClicks("/navigation", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setTimeout(() => { document.title = 'Two'; }, 400)",
                "setTimeout(() => { document.title = ''; }, 200); setTimeout(() => { document.title = 'Two'; }, 1_500)",
                """
                setTimeout(() => {
                  document.querySelector('title').remove();
                  setTimeout(() => {
                    const title = document.createElement('title');
                    title.textContent = 'Two';
                    document.head.append(title);
                  }, 700);
                }, 150)""",
                "setTimeout(() => { document.title = 'Tw'; setTimeout(() => { document.title = 'Two'; }, 50); }, 990)",
            })
    void aTitleThatComesLateIsThatOfTheNewPage(String router) {
        var reader = reader();
        reader.opens(site.page("/late"));

        reader.page().evaluate("history.pushState({}, '', '/late/two'); " + router);
        reader.waitsForClicks(2);

        var click = reader.requests().get(1).get(0);
        assertThat(click.path("article").asText()).isEqualTo(site.page("/late/two"));
        assertThat(click.path("article_title").asText()).isEqualTo("Two");
    }

    @Test
    void aFirstPageWhoseTitleComesLateIsReportedWithIt() {
        var reader = reader().withScript("""
                        addEventListener('DOMContentLoaded', () => {
                          document.title = '';
                          setTimeout(() => { document.title = 'Late'; }, 900);
                        });""");

        reader.opens(site.page("/late/first"));

        assertThat(reader.requests().get(0).get(0).path("article_title").asText())
                .isEqualTo("Late");
    }

    @Test
    void aTitleThatStaysTheSameDelaysAPageViewByAFewSeconds() {
        var reader = reader();
        reader.opens(site.page("/same"));
        var clock = reader.page().clock();
        clock.pauseAt(System.currentTimeMillis() + 60_000);

        reader.page().evaluate("history.pushState({}, '', '/same/two')");
        var opened = ((Number) reader.page().evaluate("Date.now()")).longValue();
        clock.runFor(2_900);
        assertThat(reader.requests()).hasSize(1);
        clock.runFor(300);

        reader.waitsForClicks(2);
        var click = reader.requests().get(1).get(0);
        assertThat(click.path("article_title").asText()).isEqualTo("Title of /same");
        assertThat(click.path("ts_ingest").longValue()).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource({"main, 1", "main, 0.6", "body, 1"})
    void anElementThatScrollsInsteadOfTheWindowIsMeasured(String selector, double width) {
        var reader = reader();
        reader.opens(site.page("/container"));
        reader.scrollsIn(selector, Map.of("width", 100 * width + "%"));

        var heights = new ArrayList<>(List.of(0));
        for (var share : List.of(0.25, 0.5, 0.75, 1.0)) {
            heights.add(reader.scrollsTo(share, selector));
        }
        reader.waitsForClicks(5);

        assertThat(reader.requests().stream().flatMap(request -> stream(request.spliterator(), false)))
                .extracting(VisitedSite::height)
                .isEqualTo(heights);
    }

    @ParameterizedTest
    @CsvSource({"width, 300px", "height, 200px"})
    void aSmallElementThatScrollsIsNotThePage(String property, String size) {
        var reader = reader();
        reader.opens(site.page("/widget"));
        reader.scrollsIn("main", Map.of(property, size));

        reader.scrollsTo(1, "main");
        reader.routesTo("/widget/two", "Two");
        reader.waitsForClicks(2);

        assertThat(reader.requests().stream().flatMap(request -> stream(request.spliterator(), false)))
                .extracting(VisitedSite::height)
                .containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"true, bot=webdriver", "false, ''", "undefined, ''", "null, ''"})
    void automatedBrowsersAreReportedAsBots(String webdriver, String parameter) {
        var reader = reader().withScript(property("Navigator", "webdriver", webdriver));

        reader.opens(site.page("/automated"));

        assertThat(reader.targets().get(0).getQuery().replaceAll("&?sent=\\d+", ""))
                .isEqualTo(parameter);
    }

    @Test
    void eachQuarterOfAPageIsOneClickHoweverOftenItIsScrolledTo() {
        var reader = reader();
        reader.opens(site.page("/scrolled"));

        reader.scrollsTo(0.2);
        var heights = new ArrayList<>(List.of(0));
        for (var share : List.of(0.25, 0.5, 0.1, 0.6, 0.8, 1.0)) {
            var height = reader.scrollsTo(share);
            if (share != 0.1 && share != 0.6) {
                heights.add(height);
            }
        }
        reader.scrollsTo(0);
        reader.scrollsTo(1);

        assertThat(awaitClicks("/scrolled", 5)).extracting(VisitedSite::height).isEqualTo(heights);
    }

    @Test
    void quartersThatAreSkippedAreOneClick() {
        var reader = reader();
        reader.opens(site.page("/jumped"));

        var bottom = reader.scrollsTo(1);
        reader.waitsUntilAnswered(2);
        reader.page().locator("a").click();

        awaitClicks("/jumped/next", 1);
        assertThat(clicks("/jumped")).extracting(VisitedSite::height).containsExactlyInAnyOrder(0, bottom);
    }

    @Test
    void aScrollClickHasTheSecondsSinceThePageWasOpened() {
        var reader = reader();
        var clock = reader.page().clock();
        reader.opens(site.page("/slow"));

        clock.runFor(7_200);
        reader.scrollsTo(0.3);

        var timer = awaitClicks("/slow", 2).get(1).path("visitor_page_timer").intValue();
        assertThat(timer).isBetween(7, 60);
    }

    @Test
    void pagesOfASinglePageApplicationAreOpenedWithTheirOwnTitles() {
        var reader = reader();
        reader.opens(site.page("/app"));

        reader.routesTo("/app/two", "Two");
        reader.waitsForClicks(2);
        reader.page().evaluate("history.replaceState({}, '', '/app/two?sorted=1#part')");
        reader.page().evaluate("history.replaceState({}, '', '/app/three')");
        reader.waitsForClicks(3);
        reader.page().goBack();
        reader.waitsForClicks(4);

        assertThat(awaitClicks("/app/two", 1).get(0).path("article_title").asText())
                .isEqualTo("Two");
        awaitClicks("/app/three", 1);
        awaitClicks("/app", 2);
    }

    @Test
    void aTitleCutWithinACharacterLosesNoClick() {
        var reader = reader();
        reader.opens(site.page("/cut"));

        reader.page().evaluate("""
                history.pushState({}, '', '/cut/two');
                document.title = 'Wow \\ud83d, \\\\ud83d and \\ud83d\\ude00' + ' '.repeat(9) + 'x'.repeat(70_000);""");

        assertThat(awaitClicks("/cut/two", 1).get(0).path("article_title").asText())
                .startsWith("Wow \ufffd, \\ud83d and \ud83d\ude00 xxx")
                .hasSize(500);
    }

    @ParameterizedTest
    @CsvSource({"498, 2", "499, 0", "500, 0"})
    void aTitleIsNotCutWithinACharacter(int letters, int size) {
        var reader = reader();
        reader.opens(site.page("/emoji"));

        reader.page()
                .evaluate(
                        "size => { history.pushState({}, '', '/emoji/two');"
                                + " document.title = 'x'.repeat(size) + '\ud83d\ude00 and more'; }",
                        letters);
        reader.waitsForClicks(2);

        assertThat(reader.requests().get(1).get(0).path("article_title").asText())
                .isEqualTo("x".repeat(letters) + "\ud83d\ude00".substring(0, size));
    }

    @Test
    void eachPageOfASinglePageApplicationHasItsOwnScrolling() {
        var reader = reader();
        reader.opens(site.page("/reader"));
        reader.scrollsTo(0.5);

        reader.routesTo("/reader/two", "Two");
        reader.scrollsTo(0);
        reader.waitsForClicks(3);
        var height = reader.scrollsTo(0.3);

        assertThat(awaitClicks("/reader/two", 2))
                .extracting(VisitedSite::height)
                .containsExactly(0, height);
    }

    @Test
    void aPageRestoredFromTheBackForwardCacheIsOpenedAgain() {
        var reader = reader();
        reader.opens(site.page("/again"));

        reader.page()
                .evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));"
                        + "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false}))");

        awaitClicks("/again", 2);
    }

    @Test
    void aPrerenderedPageIsOpenedWhenItIsShown() {
        var reader = reader().withScript(property("Document", "prerendering", "!window.seen"));
        reader.page().navigate(site.page("/prerendered"));
        witness("/before-it-is-seen");
        assertThat(clicks("/prerendered")).isEmpty();

        reader.page().evaluate("seen = true; document.dispatchEvent(new Event('prerenderingchange'))");

        awaitClicks("/prerendered", 1);
    }

    @ParameterizedTest
    @CsvSource({"globalPrivacyControl,true", "doNotTrack,'\"1\"'"})
    void visitorsWhoOptOutAreNotTracked(String wish, String value) {
        var reader = reader().withScript(property("Navigator", wish, value));

        visit(reader, "/wish/" + wish);

        witness("/after-" + wish);
        assertThat(reader.requests()).isEmpty();
        assertThat(clicks("/wish/" + wish)).isEmpty();
    }

    @Test
    void aVisitStoresNothingInTheBrowser() {
        var reader = reader();
        visit(reader, "/clean");
        awaitClicks("/clean/next", 1);

        assertThat(reader.person().cookies()).isEmpty();
        assertThat(reader.person().storageState()).isEqualTo("{\"cookies\":[],\"origins\":[]}");
        assertThat(reader.page().evaluate("""
                                async () => sessionStorage.length + (await caches.keys()).length
                                    + (await indexedDB.databases()).length
                                    + (await navigator.serviceWorker.getRegistrations()).length""")).isEqualTo(0);
    }

    @Test
    void aVisitCausesNoBrowserErrors() {
        var reader = reader();

        visit(reader, "/quiet");

        awaitClicks("/quiet/next", 1);
        assertThat(reader.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    desktop | windows | edge    | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0
                    desktop | windows | opera   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0
                    desktop | mac     | safari  | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15
                    desktop | linux   | firefox | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
                    mobile  | ios     | safari  | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1
                    mobile  | ios     | chrome  | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.0.0 Mobile/15E148 Safari/604.1
                    mobile  | ios     | unknown | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
                    mobile  | android | chrome  | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36
                    tablet  | android | chrome  | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36
                    tablet  | ios     | safari  | Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1
                    desktop | windows | ie      | Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
                    desktop | unknown | unknown | Something else
                    """)
    void browsersAreRecognized(String platform, String os, String browser, String userAgent) {
        var reader = readerWith(userAgent);

        reader.opens(site.page("/recognized"));

        assertRecognized(reader, platform, os, browser);
    }

    @Test
    void aMacWithATouchScreenIsAnIpad() {
        var reader = readerWith(
                        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                                + " Version/18.0 Safari/605.1.15")
                .withScript(property("Navigator", "maxTouchPoints", "5"));

        reader.opens(site.page("/recognized"));

        assertRecognized(reader, "tablet", "ios", "safari");
    }

    private static void assertRecognized(BrowserReader reader, String platform, String os, String browser) {
        var click = reader.requests().get(0).get(0);
        assertThat(click.path("visitor_platform").asText()).isEqualTo(platform);
        assertThat(click.path("visitor_os").asText()).isEqualTo(os);
        assertThat(click.path("visitor_browser").asText()).isEqualTo(browser);
    }
}
