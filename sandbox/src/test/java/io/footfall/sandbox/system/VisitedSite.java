package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * A website with the tracker: visitors in Chromium, and the clicks in Kafka that follow. All tests of one JVM share it,
 * so that each uses paths of its own; it ends with the JVM.
 */
abstract class VisitedSite {
    private static ArrivingClicks clicks;
    private static Chromium chromium;
    static RunningSandbox sandbox;
    static SmallSite site;

    private final List<BrowserReader> readers = new ArrayList<>();

    @BeforeAll
    static void startOnce() throws IOException {
        Requirement.BROWSER.require();
        if (clicks != null) {
            return;
        }
        var data = Files.createTempDirectory(Path.of("target"), "visited-site").resolve("data");
        sandbox = RunningSandbox.ready(data, Map.of(), "--traffic=none", "--without=processor,alerts,dashboard");
        sandbox.closeAtTheEndOfTheJvm();
        site = new SmallSite(sandbox.address("ingest"));
        chromium = Chromium.start();
        clicks = new ArrivingClicks(sandbox.bootstrapServers());
    }

    @AfterEach
    void sendReadersHome() {
        readers.forEach(BrowserReader::close);
        readers.clear();
    }

    BrowserReader reader() {
        return reader(BrowserReader.with(chromium));
    }

    BrowserReader readerWith(String userAgent) {
        return reader(BrowserReader.withUserAgent(chromium, userAgent));
    }

    private BrowserReader reader(BrowserReader reader) {
        readers.add(reader);
        return reader;
    }

    /** Scrolls to the end of a page and follows its link. */
    void visit(BrowserReader reader, String path) {
        reader.page().navigate(site.page(path));
        reader.waitsAMoment();
        reader.scrollsTo(1);
        reader.page().locator("a").click();
        reader.page().waitForURL("**" + path + "/next");
        reader.waitsAMoment();
    }

    /** Waits for a click of another visitor: earlier clicks have arrived by then, if at all. */
    void witness(String path) {
        reader().opens(site.page(path));
        awaitClicks(path, 1);
    }

    List<JsonNode> awaitClicks(String path, int count) {
        patiently().untilAsserted(() -> assertThat(clicks(path)).as(path).hasSize(count));
        return clicks(path);
    }

    /** The reader of clicks belongs to one thread. */
    static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    /**
     * The clicks of a page in Kafka. Those of one visitor are in one partition, in the order of their requests; a
     * request on unload may overtake the request in flight.
     */
    List<JsonNode> clicks(String path) {
        return clicks().stream()
                .filter(click -> click.path("article").asText().equals(site.page(path)))
                .toList();
    }

    List<JsonNode> clicks() {
        return clicks.soFar();
    }

    static int height(JsonNode click) {
        return click.path("visitor_page_height").intValue();
    }

    static String property(String type, String name, String value) {
        return "Object.defineProperty(%s.prototype, '%s', {get: () => %s});".formatted(type, name, value);
    }
}
