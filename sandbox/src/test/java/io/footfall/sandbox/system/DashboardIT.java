package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.footfall.events.Json;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.traffic.PastHour;
import io.footfall.testing.HttpClients;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard in a browser, in this order: no clicks, an hour of traffic, an attack, old data, untrusted text,
 * outages, many tabs, ended logins and a crowd of readers. {@code -Dboard.clicks=200 -Dboard.outage=30 -Dsse.clients=2000 -Dsse.idle=500
 * -Dsse.seconds=120} for a long run with measurements.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {
    private static final int CLICKS = Integer.getInteger("board.clicks", 10);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("board.outage", 1));
    private static final int CLIENTS = Integer.getInteger("sse.clients", 100);
    private static final int IDLE = Integer.getInteger("sse.idle", 20);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("sse.seconds", 5));

    private final Random random = new Random(20180113);
    private final HttpClient http = HttpClients.http1();
    private RunningSandbox sandbox;
    private PastHour past;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Requirement.BROWSER.require();
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of("FOOTFALL_DASHBOARD_STALE_AFTER", "PT5S"), "--traffic=none");
        past = new PastHour(sandbox.bootstrapServers());
        chromium = Chromium.start();
    }

    @AfterAll
    void end() {
        if (sandbox != null) {
            chromium.close();
            sandbox.close();
        }
    }

    @Test
    @Order(1)
    void beforeTheFirstClickThePageShowsThatItWaits() {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            board.awaitState("waiting");

            board.show("empty");

            assertThat(board.text("#visitors_now")).isEqualTo("0");
            assertThat(board.errors()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void anHourOfTrafficIsShownAsItArrives() {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            past.visits(ago(59), ago(10));

            board.page().waitForFunction("() => document.querySelectorAll('#chart-columns rect').length >= 49");
            board.awaitState("live");
            board.show("busy");

            assertThat(board.page().locator("#top_articles li").count()).isEqualTo(10);
            assertThat(board.errors()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void anAttackStandsOutOnThePage() {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            past.flood(ago(9));
            past.visits(ago(10), ago(7));
            past.probes(ago(7));
            past.visits(ago(7), Instant.now());

            board.page().locator("#alerts .FIRING.CRITICAL").first().waitFor();
            board.page().locator("#chart-marks .flood").first().waitFor();
            board.page().locator("#chart-marks .forbidden-path").first().waitFor();
            board.show("attack");

            assertThat(board.page().title()).startsWith("(");
        }
    }

    @Test
    @Order(4)
    void oldDataIsShownAsStale() {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            board.awaitState("stale");

            board.show("stale");
        }
    }

    @Test
    @Order(5)
    void thePageIsSmallAndLoadsNothingFromOtherServers() throws Exception {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            board.page().waitForFunction("() => document.title.startsWith('(')"); // so events have arrived
            var weight = 0;
            for (var address : List.copyOf(board.requests())) {
                assertThat(address).startsWith(sandbox.address("dashboard").toString());
                weight += address.endsWith("/stream") ? 0 : get(address).length();
            }
            System.out.printf("the page and what it loads: %d bytes, not compressed%n", weight);

            assertThat(weight).isBetween(10_000, 300_000);
            assertThat(shift(board)).isLessThan(0.1);
        }
    }

    /** Cumulative layout shift, as browsers measure it. */
    private static double shift(OpenDashboard board) {
        var shift = board.page().evaluate("""
                () => new Promise(done => new PerformanceObserver(list =>
                    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
                    .observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 500))
                """);
        return ((Number) shift).doubleValue();
    }

    @Test
    @Order(6)
    void untrustedTextIsNotInterpreted() throws Exception {
        var trick = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var articles = List.of("javascript:alert(3)", "data:text/html,<b>x", "https://news.example/" + trick);
        try (var board = new OpenDashboard(chromium, sandbox)) {
            for (var article : articles) {
                var click = hostile(article, trick + "\u202Egnp" + "W".repeat(600));
                for (var hundred = 0; hundred < 4; hundred++) {
                    assertThat(post(Collections.nCopies(100, click))).isEqualTo(200);
                }
            }
            board.page().getByText("onerror=alert(1)").first().waitFor();
            assertThat(post(List.of(hostile("https://news.example/wp-login.php?" + trick, trick))))
                    .isEqualTo(200);
            board.page().locator("#alerts").getByText("/wp-login.php").first().waitFor();

            board.show("hostile");

            assertThat(board.page()
                            .locator("main img, main script, main b, [onerror]")
                            .count())
                    .isZero();
            assertThat((List<?>) board.page()
                            .evaluate("[...document.querySelectorAll('main a')].map(link => link.protocol)"))
                    .isNotEmpty()
                    .allMatch("https:"::equals);
            assertThat(board.errors()).isEmpty();
        }
    }

    @Test
    @Order(7)
    void aClickIsOnThePageWithinSeconds() throws Exception {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            post(Collections.nCopies(600, LiveClicks.opening("/watched")));
            board.page().waitForFunction("""
                    () => [...document.querySelectorAll('#top_articles li')].some(item =>
                        item.textContent.includes('/watched') && item.querySelector('.views').textContent === '600')
                    """);
            board.page().evaluate("""
                    () => {
                      window.seen = [];
                      new MutationObserver(() => {
                        for (const item of document.querySelectorAll('#top_articles li')) {
                          if (item.textContent.includes('/watched')) {
                            const views = Number(item.querySelector('.views').textContent);
                            while (window.seen.length < views - 600) window.seen.push(Date.now());
                          }
                        }
                      }).observe(document.getElementById('top_articles'), { subtree: true, childList: true, characterData: true });
                    }
                    """);
            var sent = new ArrayList<Long>();
            for (var click = 0; click < CLICKS; click++) {
                sent.add(System.currentTimeMillis());
                assertThat(post(List.of(LiveClicks.opening("/watched")))).isEqualTo(200);
                pass(Duration.ofMillis(50 + random.nextInt(400)));
            }
            board.page().waitForFunction("clicks => window.seen.length >= clicks", CLICKS);
            var seen = (List<?>) board.page().evaluate("window.seen");
            report(
                    "click to page, ms",
                    LongStream.range(0, CLICKS)
                            .map(click -> ((Number) seen.get((int) click)).longValue() - sent.get((int) click)));
        }
    }

    @Test
    @Order(8)
    void thePageShowsWhenKafkaIsUnreachableAndWhenItIsBack() throws Exception {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            var broker = sandbox.child("kafka");
            signal(broker, "STOP");
            try {
                board.awaitState("unreachable");
                assertThat(board.text("#freshness")).contains("Kafka does not answer");
                pass(OUTAGE);
            } finally {
                signal(broker, "CONT");
            }
            await().atMost(PATIENCE).until(() -> post(List.of(LiveClicks.opening("/after"))) == 200);

            board.awaitState("live");
        }
    }

    @Test
    @Order(9)
    void aKilledDashboardRestartsWithoutAGapInTheChart() throws Exception {
        try (var board = new OpenDashboard(chromium, sandbox)) {
            board.page().locator("#numbers summary").click();
            var before = minutes(snapshot());
            board.page().evaluate("""
                    () => {
                      const columns = document.getElementById('chart-columns');
                      window.fewest = columns.children.length;
                      new MutationObserver(() => window.fewest = Math.min(window.fewest, columns.children.length))
                          .observe(columns, { childList: true });
                    }
                    """);

            sandbox.kill("dashboard");
            board.awaitState("reconnecting");
            assertThat(post(Collections.nCopies(7, LiveClicks.opening("/meanwhile"))))
                    .isEqualTo(200);
            // What is restored is as old as its records, so that only a new click makes the page live.
            await().atMost(PATIENCE).ignoreExceptions().until(() -> snapshot().has("now"));
            assertThat(post(List.of(LiveClicks.opening("/afterwards")))).isEqualTo(200);
            board.awaitState("live");

            await().atMost(PATIENCE).untilAsserted(() -> {
                var after = minutes(snapshot());
                assertThat(before.headMap(after.firstKey()))
                        .as("an hour ago by now")
                        .hasSizeLessThan(4);
                assertThat(after).containsAllEntriesOf(before.tailMap(after.firstKey()));
            });
            assertThat(board.page().evaluate("window.fewest")).isEqualTo(60);
            assertThat(board.page().locator("#minutes tr").count()).isEqualTo(60);
        }
    }

    @Test
    @Order(10)
    void everyTabOfABrowserIsLive() throws Exception {
        try (var person = chromium.person(new Browser.NewContextOptions())) {
            var tabs = openTabs(person, 8, sandbox.address("dashboard").toString());
            post(List.of(LiveClicks.opening("/tabs")));

            tabs.forEach(tab -> awaitState(tab, "live"));
            await().atMost(PATIENCE).until(() -> openStreams() == 1);
            tabs.get(0).close();
            sandbox.kill("dashboard");
            tabs.subList(1, 8).forEach(tab -> awaitState(tab, "reconnecting"));
            await().atMost(PATIENCE).until(() -> post(List.of(LiveClicks.opening("/tabs"))) == 200);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> snapshot().has("now"));
            post(List.of(LiveClicks.opening("/tabs")));
            tabs.subList(1, 8).forEach(tab -> awaitState(tab, "live"));
        }
    }

    @Test
    @Order(11)
    void aHiddenTabWithoutSharedWorkersNeedsNoConnection() throws Exception {
        try (var person = chromium.person(new Browser.NewContextOptions())) {
            person.addInitScript("delete window.SharedWorker;"
                    + " Object.defineProperty(document, 'hidden', { get: () => window.isHidden })");
            var tab =
                    openTabs(person, 1, sandbox.address("dashboard").toString()).get(0);
            await().atMost(PATIENCE).until(() -> openStreams() == 1);

            tab.evaluate("() => { window.isHidden = true; document.dispatchEvent(new Event('visibilitychange')); }");
            await().atMost(PATIENCE).until(() -> openStreams() == 0);

            tab.evaluate("() => { window.isHidden = false; document.dispatchEvent(new Event('visibilitychange')); }");
            await().atMost(PATIENCE).until(() -> openStreams() == 1);
            post(List.of(LiveClicks.opening("/tabs")));
            awaitState(tab, "live");
        }
    }

    /** All at the same time, since most of it is waiting. */
    @Test
    @Order(12)
    void pagesWithoutALoginStopAskingAndPagesWithoutAServerAskEverMoreSeldom() throws Exception {
        try (var gone = new Reader();
                var redirected = new Reader();
                var unauthorized = new Reader();
                var forbidden = new Reader();
                var answeredWithAForm = new Reader()) {
            var loggedOut = List.of(redirected, unauthorized, forbidden, answeredWithAForm);
            post(List.of(LiveClicks.opening("/login")));
            loggedOut.forEach(reader -> reader.awaitState("live"));
            gone.awaitState("live");

            gone.proxy.refuseWith(LoginProxy.Response.BAD_GATEWAY);
            redirected.proxy.refuseWith(LoginProxy.Response.REDIRECT);
            unauthorized.proxy.refuseWith(LoginProxy.Response.UNAUTHORIZED);
            forbidden.proxy.refuseWith(LoginProxy.Response.FORBIDDEN);
            answeredWithAForm.proxy.refuseWith(LoginProxy.Response.LOGIN_PAGE);
            post(List.of(LiveClicks.opening("/login")));
            gone.awaitState("reconnecting");
            var requests = gone.requestsForStreams();
            // The browser tries again after 2 s, then the page after 5 s and 10 s more. Every 5 s would be four times.
            var enough = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);

            allTabsOfferToLogInAndDoNotAskUntil(loggedOut, enough);
            assertThat(gone.requestsForStreams() - requests).isBetween(1L, 3L);
            assertThat(gone.offersToLogIn()).containsOnly(false);

            loggedOut.forEach(reader -> reader.proxy.forward());
            loggedOut.forEach(reader -> reader.tabs.get(0).locator("#log_in").click());
            post(List.of(LiveClicks.opening("/login")));
            for (var reader : loggedOut) {
                reader.awaitState("live");
                assertThat(reader.offersToLogIn()).containsOnly(false);
            }
            gone.proxy.forward();
            await().atMost(PATIENCE).until(() -> openStreams() == 1 + loggedOut.size());
            post(List.of(LiveClicks.opening("/gone")));
            gone.awaitState("live");
        }
    }

    private static void allTabsOfferToLogInAndDoNotAskUntil(List<Reader> readers, long time) {
        var asked = new ArrayList<Integer>();
        for (var reader : readers) {
            reader.awaitState("logged-out");
            assertThat(reader.offersToLogIn()).containsOnly(true);
            asked.add(reader.proxy.refused().size());
        }
        var rest = TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime());
        readers.get(0).tabs.get(0).waitForTimeout((double) Math.max(7_000, rest));
        assertThat(readers).extracting(reader -> reader.proxy.refused().size()).isEqualTo(asked);
        assertThat(readers)
                .allSatisfy(reader -> assertThat(reader.proxy.refused()).contains("/stream", "/api/traffic"));
    }

    /** Two tabs of somebody who reads the dashboard through a proxy. */
    private final class Reader implements AutoCloseable {
        private final LoginProxy proxy;
        private final BrowserContext person;
        private final List<Page> tabs;

        Reader() throws IOException {
            proxy = new LoginProxy(sandbox.address("dashboard"));
            person = chromium.person(new Browser.NewContextOptions());
            tabs = openTabs(person, 2, proxy.address());
        }

        void awaitState(String state) {
            tabs.forEach(tab -> DashboardIT.awaitState(tab, state));
        }

        List<Boolean> offersToLogIn() {
            return tabs.stream()
                    .map(tab -> tab.locator("#log_in").isVisible())
                    .distinct()
                    .toList();
        }

        long requestsForStreams() {
            return Collections.frequency(proxy.refused(), "/stream");
        }

        @Override
        public void close() {
            person.close();
            proxy.close();
        }
    }

    private static List<Page> openTabs(BrowserContext person, int tabs, String address) {
        var opened = new ArrayList<Page>();
        for (var tab = 0; tab < tabs; tab++) {
            var page = person.newPage();
            page.setDefaultTimeout((double) PATIENCE.toMillis());
            page.navigate(address);
            opened.add(page);
        }
        return opened;
    }

    private static void awaitState(Page tab, String state) {
        tab.waitForFunction("state => document.body.className === state", state);
    }

    private double openStreams() throws IOException, InterruptedException {
        return get(sandbox.address("dashboard-management") + "/q/metrics")
                .lines()
                .filter(line -> line.startsWith("footfall_dashboard_streams"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    @Order(13)
    void allReadersOfACrowdReceiveEveryEventAndSlowReadersDelayNobody() throws Exception {
        var dashboard = sandbox.child("dashboard");
        var before = cpu(dashboard);
        var beginning = System.nanoTime();
        try (var crowd = new StreamCrowd(sandbox.address("dashboard"), CLIENTS, IDLE)) {
            await().atMost(PATIENCE).until(() -> crowd.haveAll(0));
            for (var end = Instant.now().plus(SPAN); Instant.now().isBefore(end); pass(Duration.ofMillis(200))) {
                assertThat(post(List.of(LiveClicks.opening("/crowd")))).isEqualTo(200);
            }
            var newest = crowd.newest();
            await().atMost(PATIENCE).until(() -> crowd.haveAll(newest));

            var seconds = (System.nanoTime() - beginning) / 1e9;
            System.out.printf(
                    "%d streams and %d that are not read for %.0f s: peak RSS of the dashboard %s, CPU %.1f %%%n",
                    CLIENTS,
                    IDLE,
                    seconds,
                    Memory.mostResidentKilobytes(dashboard.pid()),
                    100 * (cpu(dashboard) - before) / seconds);
            report("state to state, ms", crowd.updateIntervals());
            report("first reader to each reader, ms", crowd.delays());
            assertThat(crowd.gaps()).isEmpty();
        }
    }

    private static void report(String what, LongStream measured) {
        var sorted = measured.sorted().toArray();
        System.out.printf(
                "%s: %d measured, p50 %d, p99 %d, max %d%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                sorted[sorted.length - 1]);
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void pass(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    private static Instant ago(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }

    private static String hostile(String article, String title) throws IOException {
        var click = (ObjectNode) Json.MAPPER.readTree(LiveClicks.opening("/"));
        click.put("article", article).put("article_title", title).put("visitor_browser", title);
        return click.toString();
    }

    private int post(List<String> clicks) throws IOException, InterruptedException {
        return sandbox.post("/clicks", "[" + String.join(",", clicks) + "]").statusCode();
    }

    private String get(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private JsonNode snapshot() throws IOException, InterruptedException {
        return Json.MAPPER.readTree(
                get(sandbox.address("dashboard").resolve("/api/traffic").toString()));
    }

    /** Numbers of each complete minute by its start. */
    private static NavigableMap<String, String> minutes(JsonNode snapshot) {
        var minutes = new TreeMap<String, String>();
        for (var minute : snapshot.get("minutes")) {
            if (minute.get("complete").asBoolean()) {
                minutes.put(minute.get("start").asText(), minute.toString());
            }
        }
        return minutes;
    }
}
