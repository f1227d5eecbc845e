package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.footfall.events.Json;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.debug.DebugReader;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A website with the tracker: visitors in Chromium, and the clicks in Kafka that follow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TrackerIT {
    private RunningSandbox sandbox;
    private SmallSite site;
    private Chromium chromium;
    private DebugReader log;
    private final List<BrowserReader> readers = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Requirement.BROWSER.require();
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of(), "--traffic=none", "--without=processor,alerts,dashboard");
        site = new SmallSite(sandbox.address("ingest"));
        chromium = Chromium.start();
        log = new DebugReader(sandbox.bootstrapServers());
    }

    @AfterEach
    void sendReadersHome() {
        readers.forEach(BrowserReader::close);
        readers.clear();
    }

    @AfterAll
    void end() {
        if (sandbox != null) {
            log.close();
            chromium.close();
            site.close();
            sandbox.close();
        }
    }

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
    void aTagCanKeepTheQuery() {
        reader().opens(site.page("/kept?id=7#part", "data-keep-query"));

        awaitClicks("/kept?id=7", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "?id=7&fbclid=AAA, ?id=7",
        "?id=7&fbclid=BBB, ?id=7",
        "?utm_source=x&id=7, ?id=7",
        "?gclid=A&id=7&gad_source=1&gbraid=B&srsltid=C, ?id=7",
        "?msclkid=A&id=7&MC_EID=B&_hsenc=C&_hsmi=D&yclid=E, ?id=7",
        "?ttclid=A&twclid=B&dclid=C&wbraid=D&li_fat_id=E&igshid=F&ScCid=G&id=7, ?id=7",
        "?fbclid=AAA, ''",
        "?&&, ''",
        "?b=%20c&a&id=, ?b=%20c&a&id=",
        "?page=fbclid&clid=1&clickid=2&nclude=3, ?page=fbclid&clid=1&clickid=2&nclude=3",
    })
    void clickIdsAreDroppedFromAQueryThatIsKept(String query, String kept) {
        assertArticle("/ids" + query, "data-keep-query", "/ids" + kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data-keep-query="id"            | ?id=7&page=2&fbclid=A | ?id=7
                    data-keep-query="id, page"      | ?page=2&id=7&x=1      | ?page=2&id=7
                    data-keep-query="id fbclid"     | ?id=7&fbclid=A        | ?id=7&fbclid=A
                    data-keep-query="page"          | ?id=7                 | ''
                    data-keep-query="true"          | ?id=7&true=1          | ?id=7&true=1
                    data-keep-query="data-keep-query" | ?id=7               | ?id=7
                    data-keep-query="false"         | ?id=7                 | ''
                    """)
    void aTagCanNameTheParametersToKeep(String attributes, String query, String kept) {
        assertArticle("/named" + query, attributes, "/named" + kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data-keep-fragment                  | #/a                         | #/a
                    data-keep-fragment="true"           | #!/a/b;x=1                  | #!/a/b;x=1
                    data-keep-fragment                  | #users/7                    | #users/7
                    data-keep-fragment                  | ?id=1#/a?id=7               | #/a
                    data-keep-fragment                  | #/a&state=1&code=2          | #/a
                    data-keep-fragment data-keep-query  | ?x=1#/a?id=7&fbclid=A       | ?x=1#/a?id=7
                    data-keep-fragment                  | #                           | ''
                    data-keep-fragment                  | #/                          | ''
                    data-keep-fragment                  | #!/                         | ''
                    data-keep-fragment                  | #access_token=A&id_token=B  | ''
                    data-keep-fragment                  | #/access_token=A&id_token=B | ''
                    data-keep-fragment                  | #!id_token=A                | ''
                    data-keep-fragment                  | #/items;id=3                | #/items;id=3
                    data-keep-fragment="false"          | #/a                         | ''
                    """)
    void aTagCanKeepTheRouteInTheFragment(String attributes, String address, String kept) {
        assertArticle("/routes" + address, attributes, "/routes" + kept);
    }

    private void assertArticle(String path, String attributes, String article) {
        var reader = reader();

        reader.opens(site.page(path, attributes));

        assertThat(reader.requests().get(0).get(0).path("article").asText()).isEqualTo(site.page(article));
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
                .extracting(TrackerIT::height)
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
                .extracting(TrackerIT::height)
                .containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "src=/stats/tracker.js, /stats/clicks",
        "src=/stats/tracker.js?v=3, /stats/clicks",
        "src=stats/tracker.js, /stats/clicks",
        "src=/stats/tracker.js data-endpoint='', /stats/clicks",
        "src=/stats/tracker.js data-endpoint=/stats/clicks?site=a#b, /stats/clicks",
    })
    void clicksAreSentBesideTheScript(String attributes, String endpoint) {
        var reader = reader();

        reader.opens(site.pageWith("/beside", "<script defer " + attributes + "></script>"));

        var target = reader.targets().get(0).toString();
        assertThat(target)
                .startsWith(site.page(endpoint))
                .matches(".*/clicks[?](site=a&)?(bot=webdriver&)?sent=\\d{13}");
    }

    @Test
    void clicksArriveThroughAProxyThatHasIngestBelowAFolder() {
        var reader = reader();

        reader.opens(site.pageWith("/folder", "<script defer src=/stats/tracker.js></script>"));

        awaitClicks("/folder", 1);
        assertThat(reader.errors()).isEmpty();
    }

    @Test
    void aScriptInThePageSendsToItsSite() {
        var reader = reader().withScript("""
                        Object.defineProperty(document, 'currentScript', {value: document.createElement('script')});""");

        reader.opens(site.pageWith("/a/b/inline", site.tag("")));

        assertThat(reader.targets().get(0).toString()).startsWith(site.page("/clicks?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(document, 'currentScript', {value: null});",
                "Object.defineProperty(document, 'currentScript', {value: undefined});",
                "Object.defineProperty(document, 'currentScript', {value: document.createElement('img')});",
                // A loader that keeps tags from running and adds them again later.
                """
                Object.defineProperty(document, 'currentScript', {value: null});
                new MutationObserver((records, observer) => {
                  const tag = document.querySelector('script');
                  if (tag) {
                    observer.disconnect();
                    tag.type = 'text/later';
                    addEventListener('load', () => {
                      const copy = document.createElement('script');
                      [...tag.attributes].forEach(({name, value}) => name == 'type' || copy.setAttribute(name, value));
                      tag.replaceWith(copy);
                    });
                  }
                }).observe(document, {childList: true, subtree: true});""",
            })
    void aTagThatALoaderHidesIsFoundByItsAddress(String loader) {
        var reader = reader().withScript(loader);

        reader.opens(site.page("/loader?id=7", "data-keep-query"));

        assertThat(reader.requests().get(0).get(0).path("article").asText()).isEqualTo(site.page("/loader?id=7"));
        assertThat(reader.targets().get(0).toString()).startsWith(sandbox.address("ingest") + "/clicks?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script type=module src=%s/tracker.js></script>", "<img name=currentScript>%s"})
    void aTagThatThePageHidesIsFoundByItsAddress(String head) {
        var reader = reader();
        var tag = head.contains("module") ? sandbox.address("ingest") : site.tag("");

        reader.opens(site.pageWith("/hidden", head.formatted(tag)));

        assertThat(reader.targets().get(0).toString()).startsWith(sandbox.address("ingest") + "/clicks?");
    }

    @Test
    void aTagThatIsNotFoundIsNamedInTheConsole() {
        var reader = reader().withScript("Object.defineProperty(document, 'currentScript', {value: null});");
        reader.page().navigate(site.page("/imported", "data-cfasync=false"));
        reader.waitsForRequests(1);

        reader.page().navigate(site.pageWith("/imported/two", ""));
        reader.page().evaluate("delete window.__footfall; import('/stats/tracker.js')");

        assertThat(reader.errors()).containsExactly("Footfall: found no <script> with tracker.js in its src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data-sample='0,5'",
                "data-sample='50%'",
                "data-sample=''",
                "data-sample='half'",
                "data-sample='-1'",
                "data-sample='50'",
                "data-endpoint='http://'",
                "data-endpoint='http://['",
                "data-endpoint='ftp://stats.example/clicks'",
                "data-endpoint='https://user:secret@stats.example/clicks'",
                "data-endpoint='javascript:alert(1)'",
            })
    void aTagThatIsSetUpWronglySendsNothingAndSaysSoOnceInTheConsole(String attribute) {
        var path = "/wrong";
        site.page(path + "/next", "data-sample=0");
        site.page(path, attribute);
        var reader = reader();

        visit(reader, path);

        assertThat(reader.requests()).isEmpty();
        assertThat(reader.errors())
                .singleElement()
                .asString()
                .startsWith("Footfall: " + attribute.replace('\'', '"') + " is not ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-sample=1", "data-sample=' 1.0 '", "data-endpoint=''", "data-unknown=50%"})
    void aTagThatIsSetUpRightIsQuiet(String attribute) {
        var reader = reader();

        reader.opens(site.page("/right", attribute));
        reader.waitsUntilAnswered(1);

        assertThat(reader.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data-endpoint=stats.example/clicks", "data-endpoint=/nowhere", "data-endpoint=/q/swagger-ui/"})
    void anEndpointThatTakesNoClicksIsNamedOnceInTheConsole(String attribute) {
        var reader = reader();
        reader.page()
                .route(
                        address ->
                                !address.contains("tracker.js") && address.startsWith(sandbox.address("ingest") + "/"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(404)
                                .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))));
        reader.page().navigate(site.page("/nowhere", attribute));
        reader.waitsAMoment();
        reader.scrollsTo(0.5);
        reader.scrollsTo(1);

        reader.page().waitForCondition(() -> own(reader.errors()).size() == 1);
        reader.waitsAMoment();
        assertThat(own(reader.errors())).singleElement().asString().contains("404 from " + sandbox.address("ingest"));
    }

    /** Browsers report what the network answers, too. */
    private static List<String> own(List<String> errors) {
        return errors.stream().filter(error -> error.startsWith("Footfall: ")).toList();
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
    void eachRequestHasTheTimeOfItsAttemptByTheClockOfTheReader() {
        var reader = reader();
        var clock = reader.page().clock();
        var wrong = System.currentTimeMillis() - 150_000;
        clock.setSystemTime(wrong);
        reader.isAnswered(503, Map.of("Retry-After", "100"));
        reader.opens(site.page("/sent"));
        reader.page().waitForCondition(() -> reader.answers() == 1);
        reader.isAnsweredByIngest();

        for (var seconds = 0; reader.requests().size() < 2 && seconds < 1_000; seconds++) {
            clock.runFor(1_000);
        }

        assertThat(sent(reader, 0)).isBetween(wrong, wrong + 60_000);
        assertThat(sent(reader, 1) - sent(reader, 0)).isBetween(90_000L, 260_000L);
        var click = awaitClicks("/sent", 1).get(0);
        assertThat(click.path("ts_ingest").longValue()).isBetween(wrong, sent(reader, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete Request.prototype.keepalive;",
                "addEventListener('pagehide', () => { fetch = () => Promise.reject(new TypeError('too many')); });",
            })
    void aBeaconHasTheTimeOfItsAttempt(String browser) {
        var reader = reader().withScript(browser);
        var before = System.currentTimeMillis();
        reader.opens(site.page("/sent/beacon"));

        reader.page().evaluate("history.pushState({}, '', '/sent/beacon/two'); document.querySelector('a').click()");

        reader.waitsForRequests(2);
        assertThat(sent(reader, 1)).isBetween(before, System.currentTimeMillis() + 10_000);
    }

    private static long sent(BrowserReader reader, int request) {
        return Long.parseLong(reader.targets().get(request).getQuery().replaceAll("(.*&)?sent=", ""));
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

        assertThat(awaitClicks("/scrolled", 5)).extracting(TrackerIT::height).isEqualTo(heights);
    }

    @Test
    void quartersThatAreSkippedAreOneClick() {
        var reader = reader();
        reader.opens(site.page("/jumped"));

        var bottom = reader.scrollsTo(1);
        reader.waitsUntilAnswered(2);
        reader.page().locator("a").click();

        awaitClicks("/jumped/next", 1);
        assertThat(clicks("/jumped")).extracting(TrackerIT::height).containsExactlyInAnyOrder(0, bottom);
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

        assertThat(awaitClicks("/reader/two", 2)).extracting(TrackerIT::height).containsExactly(0, height);
    }

    @Test
    void visitorsWhoLeaveAtOnceAreCounted() {
        var reader = reader().withScript("""
                        if (location.pathname == '/bounced') {
                          addEventListener('load', () => { location.href = '/bounced/next'; });
                        }""");

        reader.page().navigate(site.page("/bounced"), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));

        awaitClicks("/bounced", 1);
        awaitClicks("/bounced/next", 1);
    }

    @Test
    void aRequestThatArrivesThoughItsPageGetsAnErrorIsNotSentAgain() {
        var reader = reader().withScript("""
                        // Chromium does so now and then when it closes a page.
                        const original = window.fetch;
                        addEventListener('pagehide', () => {
                          window.fetch = async (...request) => {
                            original(...request);
                            await null;
                            await null;
                            throw new TypeError('Failed to fetch');
                          };
                        });""");

        reader.page().navigate(site.page("/unsure"), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        reader.page().locator("a").click();

        awaitClicks("/unsure/next", 1);
        awaitClicks("/unsure", 1);
    }

    @Test
    void aSinglePageApplicationsPageThatIsLeftAtOnceIsCounted() {
        var reader = reader();
        reader.opens(site.page("/hasty"));

        reader.page().evaluate("history.pushState({}, '', '/hasty/two'); document.querySelector('a').click()");

        awaitClicks("/hasty/two", 1);
        awaitClicks("/hasty/next", 1);
    }

    @Test
    void closingTheTabLosesNothing() {
        var reader = reader();
        reader.opens(site.page("/closed"));
        var height = reader.scrollsTo(0.8);
        reader.page().evaluate("history.pushState({}, '', '/closed/two')");

        reader.page().close();

        assertThat(awaitClicks("/closed", 2)).extracting(TrackerIT::height).containsExactlyInAnyOrder(0, height);
        awaitClicks("/closed/two", 1);
    }

    @Test
    void clicksMadeWhileIngestIsDownArriveOnceItIsBack() throws IOException {
        var reader = reader();
        reader.opens(site.page("/outage"));
        awaitClicks("/outage", 1);

        sandbox.kill("ingest");
        await().pollInterval(Duration.ofMillis(5)).until(() -> !isListening(sandbox.port("ingest")));
        for (int i = 1; i <= 3; i++) {
            reader.routesTo("/outage/" + i, "Outage " + i);
        }
        var height = reader.scrollsTo(0.5);

        reader.page().waitForCondition(() -> reader.errors().stream().anyMatch(it -> it.contains("REFUSED")));
        patiently().untilAsserted(() -> assertThat(clicks("/outage/3"))
                .extracting(TrackerIT::height)
                .containsExactly(0, height));
        assertThat(clicks("/outage/1")).hasSize(1);
        assertThat(clicks("/outage/2")).hasSize(1);
    }

    @Test
    void theNewestFiftyOfflineClicksArriveAtOnce() {
        var reader = reader();
        reader.opens(site.page("/offline"));
        awaitClicks("/offline", 1);

        reader.person().setOffline(true);
        IntStream.rangeClosed(1, 60).forEach(i -> reader.routesTo("/offline/" + i, "Offline " + i));
        reader.waitsAMoment();
        reader.person().setOffline(false);

        awaitClicks("/offline/60", 1);
        assertThat(clicks())
                .extracting(click -> click.path("article").asText())
                .filteredOn(article -> article.startsWith(site.page("/offline/")))
                .containsExactlyElementsOf(IntStream.rangeClosed(11, 60)
                        .mapToObj(i -> site.page("/offline/" + i))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aTemporaryRejectionIsRetriedAfterItsRetryAfter(int status) {
        var path = "/later/" + status;
        var reader = reader();
        var clock = reader.page().clock();
        reader.isAnswered(status, Map.of("Retry-After", "100"));
        reader.opens(site.page(path));
        reader.page().waitForCondition(() -> reader.answers() == 1);
        reader.isAnsweredByIngest();

        var seconds = 0;
        while (reader.requests().size() < 2 && seconds < 1_000) {
            clock.runFor(1_000);
            seconds++;
        }

        awaitClicks(path, 1);
        assertThat(seconds).isBetween(90, 210);
    }

    @Test
    void clicksThatAreRejectedPermanentlyAreDropped() {
        var reader = reader();
        reader.isAnswered(400, Map.of());
        reader.opens(site.page("/refused"));
        reader.page().waitForCondition(() -> reader.answers() == 1);
        reader.isAnsweredByIngest();

        reader.routesTo("/refused/two", "Two");

        awaitClicks("/refused/two", 1);
        assertThat(clicks("/refused")).isEmpty();
    }

    @Test
    void oneRequestIsInFlightAtATimeAndTheNextSendsAllQueuedClicks() {
        var reader = reader();
        reader.isAnsweredBy(route -> {});
        reader.opens(site.page("/queued"));
        for (int i = 1; i <= 3; i++) {
            reader.routesTo("/queued/" + i, "Queued " + i);
        }
        reader.scrollsTo(1);
        assertThat(reader.requests()).hasSize(1);

        reader.page().evaluate("dispatchEvent(new Event('pagehide'))");

        reader.waitsForRequests(2);
        assertThat(reader.requests().get(1)).hasSize(4);
    }

    @Test
    void clicksStayInOrderWhileAFailedRequestWaitsForItsRetry() {
        var reader = reader();
        var clock = reader.page().clock();
        reader.opens(site.page("/order"));
        reader.waitsUntilAnswered(1);
        clock.pauseAt(System.currentTimeMillis() + 60_000);
        reader.isAnsweredBy(Route::abort);
        reader.routesTo("/order/1", "First");
        clock.runFor(500);
        reader.page().waitForCondition(() -> !reader.errors().isEmpty());
        reader.isAnsweredByIngest();

        reader.routesTo("/order/2", "Second");
        reader.routesTo("/order/3", "Third");
        assertThat(reader.requests()).hasSize(2);
        clock.runFor(10_000);

        reader.waitsForRequests(3);
        assertThat(reader.requests().get(2))
                .extracting(click -> click.path("article").asText())
                .containsExactly(site.page("/order/1"), site.page("/order/2"), site.page("/order/3"));
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
    void visitsOutsideTheSampleAreNotTracked() {
        site.page("/sampled/next", "data-sample=0");
        site.page("/sampled", "data-sample=0");
        var reader = reader();

        visit(reader, "/sampled");

        witness("/after-sampled");
        assertThat(reader.requests()).isEmpty();
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

    @Test
    void browsersWithoutBackgroundRequestsSendNothingAndReportNoError() {
        var reader = reader().withScript("delete Request.prototype.keepalive; delete Navigator.prototype.sendBeacon;");

        visit(reader, "/ancient");

        witness("/after-ancient");
        assertThat(reader.requests()).isEmpty();
        assertThat(reader.errors()).isEmpty();
    }

    @Test
    void browsersWithoutKeepaliveRequestsSendBeacons() {
        var reader = reader().withScript("delete Request.prototype.keepalive;");

        visit(reader, "/beacon");

        awaitClicks("/beacon", 2);
        awaitClicks("/beacon/next", 1);
    }

    @Test
    void aRequestThatTheBrowserRejectsOnUnloadBecomesABeacon() {
        var reader = reader();
        reader.opens(site.page("/full"));
        awaitClicks("/full", 1);

        reader.page()
                .evaluate("fetch = () => Promise.reject(new TypeError('too much under way'));"
                        + "history.pushState({}, '', '/full/two'); document.querySelector('a').click()");

        awaitClicks("/full/two", 1);
    }

    @Test
    void aTagThatIsIncludedTwiceCountsOnce() {
        var reader = reader();
        reader.opens(site.page("/twice"));

        reader.page().evaluate("""
                        new Promise(done => {
                          const again = document.createElement('script');
                          again.src = document.querySelector('script').src;
                          again.onload = done;
                          document.head.append(again);
                        })""");
        var height = reader.scrollsTo(1);

        awaitClicks("/twice", 2);
        witness("/after-twice");
        assertThat(clicks("/twice")).extracting(TrackerIT::height).containsExactly(0, height);
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
        var reader = reader(BrowserReader.withUserAgent(chromium, userAgent));

        reader.opens(site.page("/recognized"));

        assertRecognized(reader, platform, os, browser);
    }

    @Test
    void aMacWithATouchScreenIsAnIpad() {
        var reader = reader(BrowserReader.withUserAgent(
                        chromium,
                        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                                + " Version/18.0 Safari/605.1.15"))
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

    private BrowserReader reader() {
        return reader(BrowserReader.with(chromium));
    }

    private BrowserReader reader(BrowserReader reader) {
        readers.add(reader);
        return reader;
    }

    /** Scrolls to the end of a page and follows its link. */
    private void visit(BrowserReader reader, String path) {
        reader.page().navigate(site.page(path));
        reader.waitsAMoment();
        reader.scrollsTo(1);
        reader.page().locator("a").click();
        reader.page().waitForURL("**" + path + "/next");
        reader.waitsAMoment();
    }

    /** Waits for a click of another visitor: earlier clicks have arrived by then, if at all. */
    private void witness(String path) {
        reader().opens(site.page(path));
        awaitClicks(path, 1);
    }

    private List<JsonNode> awaitClicks(String path, int count) {
        patiently().untilAsserted(() -> assertThat(clicks(path)).as(path).hasSize(count));
        return clicks(path);
    }

    /** The topic reader belongs to one thread. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    /**
     * The clicks of a page in Kafka. Those of one visitor are in one partition, in the order of their requests; a
     * request on unload may overtake the request in flight.
     */
    private List<JsonNode> clicks(String path) {
        return clicks().stream()
                .filter(click -> click.path("article").asText().equals(site.page(path)))
                .toList();
    }

    private List<JsonNode> clicks() {
        return RunningSandbox.validated(log.all("clicks")).stream()
                .map(record -> Json.read(record.value(), JsonNode.class))
                .toList();
    }

    private static int height(JsonNode click) {
        return click.path("visitor_page_height").intValue();
    }

    private static String property(String type, String name, String value) {
        return "Object.defineProperty(%s.prototype, '%s', {get: () => %s});".formatted(type, name, value);
    }

    private static boolean isListening(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (java.net.ConnectException refused) {
            return false;
        }
    }
}
