package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks that leave the browser too late, are refused, or find no server. */
class TrackerDeliveryIT extends VisitedSite {
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

        assertThat(awaitClicks("/closed", 2)).extracting(VisitedSite::height).containsExactlyInAnyOrder(0, height);
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
                .extracting(VisitedSite::height)
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

    private static boolean isListening(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (java.net.ConnectException refused) {
            return false;
        }
    }
}
