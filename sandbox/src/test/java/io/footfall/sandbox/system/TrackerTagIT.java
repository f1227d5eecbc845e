package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tag of the tracker says, in a page that visitors open in Chromium. */
class TrackerTagIT extends VisitedSite {
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
        assertThat(clicks("/twice")).extracting(VisitedSite::height).containsExactly(0, height);
    }
}
