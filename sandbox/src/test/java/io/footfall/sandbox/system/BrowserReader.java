package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.footfall.events.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A visitor of a website in Chromium. Records errors of the browser and requests to ingest. */
final class BrowserReader implements AutoCloseable {
    private static final Pattern CLICKS = Pattern.compile("/clicks(\\?|$)");
    private static final int A_MOMENT_MILLIS = 300;

    private final BrowserContext person;
    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private int answers;
    private int answered;

    private BrowserReader(BrowserContext person) {
        this.person = person;
        this.page = person.newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        // Lets tests advance time without waiting.
        page.clock().install();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type())) {
                errors.add(message.text());
            }
        });
        person.onRequest(request -> {
            if (isForIngest(request)) {
                requests.add(request);
            }
        });
        person.onRequestFinished(request -> answered += isForIngest(request) ? 1 : 0);
    }

    private static boolean isForIngest(Request request) {
        return CLICKS.matcher(request.url()).find();
    }

    static BrowserReader with(Chromium chromium) {
        return new BrowserReader(chromium.person(new Browser.NewContextOptions()));
    }

    static BrowserReader withUserAgent(Chromium chromium, String userAgent) {
        return new BrowserReader(chromium.person(new Browser.NewContextOptions().setUserAgent(userAgent)));
    }

    /** Runs a script in every page before its own scripts. */
    BrowserReader withScript(String script) {
        person.addInitScript(script);
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext person() {
        return person;
    }

    List<String> errors() {
        return errors;
    }

    /** Opens a page and waits until its click is sent. */
    void opens(String address) {
        var before = requests.size();
        page.navigate(address);
        waitsForRequests(before + 1);
    }

    /** Navigates within a single-page application, whose router sets the title a moment later. */
    void routesTo(String path, String title) {
        page.evaluate("""
                ([path, title]) => {
                  history.pushState({}, '', path);
                  setTimeout(() => { document.title = title; }, 20);
                }""", List.of(path, title));
    }

    /** Puts the page into an element that scrolls instead of the window, by default one that fills it. */
    void scrollsIn(String selector, Map<String, String> style) {
        page.evaluate("""
                ([selector, style]) => {
                  if (selector == 'main') {
                    const main = document.createElement('main');
                    main.append(...document.body.childNodes);
                    document.body.append(main);
                  }
                  Object.assign(document.documentElement.style, {height: '100%', overflow: 'hidden'});
                  Object.assign(document.body.style, {height: '100%', overflow: 'hidden', margin: 0});
                  Object.assign(document.querySelector(selector).style, {height: '100vh', overflow: 'auto'}, style);
                }""", List.of(selector, style));
    }

    /** Scrolls an element to a share of it, waits for the scroll event, and returns the pixels. */
    int scrollsTo(double share, String selector) {
        var pixels = page.evaluate("""
                async ([share, selector]) => {
                  const frame = () => new Promise(requestAnimationFrame);
                  const box = document.querySelector(selector);
                  const scrolled = new Promise(resolve => box.addEventListener('scroll', resolve, {once: true}));
                  box.scrollTop = Math.ceil(share * (box.scrollHeight - box.clientHeight));
                  await scrolled;
                  await frame();
                  await frame();
                  return Math.round(box.scrollTop);
                }""", List.of(share, selector));
        return ((Number) pixels).intValue();
    }

    /** Scrolls to a share of the page, waits for the scroll event, and returns the pixels. */
    int scrollsTo(double share) {
        var pixels = page.evaluate("""
                async share => {
                  const frame = () => new Promise(requestAnimationFrame);
                  const root = document.documentElement;
                  // The page's clock is not that of the screen: on a busy machine the scroll event is many frames late.
                  const scrolled = new Promise(resolve => addEventListener('scroll', resolve, {once: true}));
                  const before = scrollY;
                  scrollTo(0, Math.ceil(share * (root.scrollHeight - innerHeight)));
                  if (scrollY != before) {
                    await scrolled;
                  }
                  await frame();
                  await frame();
                  return Math.round(scrollY);
                }""", share);
        return ((Number) pixels).intValue();
    }

    /** Waits until the page view has been sent. */
    void waitsAMoment() {
        page.clock().runFor(A_MOMENT_MILLIS);
    }

    void waitsForRequests(int count) {
        page.waitForCondition(() -> requests.size() >= count);
    }

    /** Clicks share a request if others are in flight when they happen. */
    void waitsForClicks(int count) {
        page.waitForCondition(() -> requests().stream().mapToInt(JsonNode::size).sum() >= count);
    }

    /** Waits for all responses: on unload, a page sends again what has no response. */
    void waitsUntilAnswered(int count) {
        page.waitForCondition(() -> answered >= count);
    }

    /** Clicks of each request so far. */
    List<JsonNode> requests() {
        return requests.stream()
                .map(request -> Json.read(request.postDataBuffer(), JsonNode.class))
                .toList();
    }

    /** Addresses of the requests so far. */
    List<URI> targets() {
        return requests.stream().map(request -> URI.create(request.url())).toList();
    }

    /** Number of simulated responses. */
    int answers() {
        return answers;
    }

    /** Simulates responses of ingest from now on. */
    void isAnswered(int status, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Access-Control-Allow-Origin", "*");
        all.put("Access-Control-Expose-Headers", "Retry-After");
        isAnsweredBy(route -> {
            route.fulfill(new Route.FulfillOptions().setStatus(status).setHeaders(all));
            answers++;
        });
    }

    /** Routes requests to ingest elsewhere from now on. */
    void isAnsweredBy(Consumer<Route> answer) {
        page.route(CLICKS, answer);
    }

    void isAnsweredByIngest() {
        page.unroute(CLICKS);
    }

    @Override
    public void close() {
        person.close();
    }
}
