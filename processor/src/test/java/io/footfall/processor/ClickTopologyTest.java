package io.footfall.processor;

import static io.footfall.processor.Clicks.click;
import static io.footfall.processor.Clicks.pageView;
import static io.footfall.processor.Clicks.scroll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.Headers;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.alignment.WatermarkAlignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickTopologyTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void theTopologyIsTheOneInTheGoldenFile() {
        assertThat(Pipeline.topology(new WatermarkAlignment(1), new AlignmentGuard(), 1)
                        .describe()
                        .toString())
                .isEqualTo(golden("topology.txt"));
    }

    @Test
    void theTopologyDoesNotProcessClicksOfAConsumerThatDoesNotAlignPartitions() {
        var topology = Pipeline.topology(new WatermarkAlignment(1), new AlignmentGuard(), 1);

        assertThatThrownBy(() -> new TopologyTestDriver(topology, Pipeline.settings()))
                .hasStackTraceContaining("Kafka Streams does not read clicks with the consumer that aligns partitions");
    }

    @Test
    void aClickOfTheMarketIsCleanedAndKeepsItsKeyAndOffset() {
        pipeline.send("visitor-7", Clicks.bytes(click(345, "be", 0, "https://news.example/a")));

        var cleaned = pipeline.cleaned();
        assertThat(cleaned).hasSize(1);
        assertThat(text(cleaned.get(0).key())).isEqualTo("visitor-7");
        assertThat(text(cleaned.get(0).value()))
                .contains("\"visitor_country\":\"BE\"", "\"ts_ingest\":\"2018-01-13T12:00:00.345Z\"");
        assertThat(header(cleaned.get(0), "source-offset")).isEqualTo("0");
    }

    @Test
    void aClickFromAnotherCountryIsSentToOutOfMarket() {
        pipeline.send(click(0, "VN", 3, "https://news.example/a"));

        assertThat(pipeline.outOfMarket()).hasSize(1);
        assertThat(pipeline.cleaned()).isEmpty();
    }

    @Test
    void aRejectedClickKeepsItsBytesAndHasAReason() {
        var received = new byte[] {'{', (byte) 0xff, 0, 'x'};
        pipeline.send(null, received);

        var rejected = pipeline.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).value()).isEqualTo(received);
        assertThat(header(rejected.get(0), "reason")).isEqualTo("not_json");
        assertThat(header(rejected.get(0), "source-topic")).isEqualTo("clicks");
        assertThat(header(rejected.get(0), "source-partition")).isEqualTo("0");
        assertThat(header(rejected.get(0), "source-offset")).isEqualTo("0");
        assertThat(header(rejected.get(0), "source-timestamp"))
                .isEqualTo(Long.toString(Clicks.NOON.plus(Duration.ofHours(1)).toEpochMilli()));
    }

    @Test
    void noWordOfAStateStoreCanBeAServingVersion() {
        var description = Pipeline.topology(new WatermarkAlignment(1), new AlignmentGuard(), 1)
                .describe()
                .toString();
        var stores = Pattern.compile("stores: \\[(\\w[^]]*)]")
                .matcher(description.substring(0, description.indexOf("for global store")))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split("[-, ]+")));

        assertThat(stores).isNotEmpty().allSatisfy(word -> assertThatThrownBy(() -> new Topics(word))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void theForbiddenPathOfALargeClickIsCutSoThatItsRecordFits() {
        var path = "/admin/" + "\u20AC".repeat(300_000);
        var click = Clicks.bytes(Clicks.click(0, "BE", 0, "https://news.example" + path));
        pipeline.send("visitor-1", click);

        var forbidden = pipeline.forbidden().get(0);
        assertThat(forbidden.value().length).isBetween(click.length, click.length + 100);
        var header = header(forbidden, "forbidden-path");
        assertThat(path).startsWith(header);
        assertThat(header.getBytes(UTF_8).length).isBetween(2_045, 2_048);
    }

    @Test
    void aVisitToAManagementPageIsForbiddenFromAnyCountry() {
        pipeline.send(click(0, "VN", 0, "https://news.example/%61dmin/?x"));

        var forbidden = pipeline.forbidden();
        assertThat(forbidden).hasSize(1);
        assertThat(text(forbidden.get(0).value())).endsWith("\"forbidden\":true}");
        assertThat(header(forbidden.get(0), "forbidden-path")).isEqualTo("/admin");
        assertThat(header(forbidden.get(0), "forbidden-pattern")).isEqualTo("/admin");
    }

    @Test
    void totalsArePublishedWhileAWindowIsOpenAndFinalAfterItsGrace() {
        pipeline.send(pageView(1_000));
        pipeline.send(scroll(2_000));
        pipeline.wait(Duration.ofSeconds(2));
        assertThat(pipeline.pageViews().get("2018-01-13T12:00:00.000Z"))
                .returns(1L, PageViewWindow::count)
                .returns(1L, PageViewWindow::unflaggedCount)
                .returns(false, PageViewWindow::isFinal);

        pipeline.send(scroll(60_000));
        pipeline.wait(Duration.ofSeconds(2));

        assertThat(pipeline.pageViews().get("2018-01-13T12:00:00.000Z"))
                .returns(1L, PageViewWindow::count)
                .returns(true, PageViewWindow::isFinal);
    }

    @Test
    void windowsBecomeFinalWhenNoMoreClicksArrive() {
        pipeline.send(pageView(1_000));
        pipeline.wait(LONG);

        assertThat(pipeline.traffic().values()).hasSize(1).allMatch(TrafficWindow::isFinal);
    }

    @Test
    void aWindowThatWasClosedWhileItsPartitionWasIdleIsCorrected() {
        pipeline.send(pageView(1_000));
        pipeline.wait(LONG);
        pipeline.traffic();

        pipeline.send(pageView(2_000));
        pipeline.wait(LONG);

        assertThat(pipeline.traffic().get("2018-01-13T12:00:00.000Z"))
                .returns(2L, TrafficWindow::views)
                .returns(true, TrafficWindow::isFinal);
    }

    @Test
    void aClickThatIsTooLateForItsWindowIsCountedAsLate() {
        pipeline.send(pageView(0));
        pipeline.send(pageView(60_000));
        pipeline.send(pageView(1_000));
        pipeline.wait(LONG);

        var traffic = pipeline.traffic();
        assertThat(traffic.get("2018-01-13T12:00:00.000Z").clicks()).isEqualTo(1);
        assertThat(traffic.get("2018-01-13T12:01:00.000Z"))
                .returns(1L, TrafficWindow::clicks)
                .returns(1L, TrafficWindow::lateClicks);
    }

    @Test
    void aVisitorWithAFastClockDoesNotMakeOthersLate() {
        var logTime = Clicks.NOON.toEpochMilli();
        pipeline.send("fast", Clicks.bytes(pageView(Duration.ofMinutes(4).toMillis())), logTime);
        pipeline.send("right", Clicks.bytes(pageView(0)), logTime);
        pipeline.wait(LONG);

        assertThat(pipeline.traffic().get("2018-01-13T12:00:00.000Z"))
                .returns(1L, TrafficWindow::clicks)
                .returns(0L, TrafficWindow::lateClicks);
    }

    @Test
    void pageViewWindowsCountClicksOutOfTheMarketToo() {
        pipeline.send(pageView(0));
        pipeline.send(click(1, "CN", 0, "https://news.example/a"));
        pipeline.send(click(2, "CN", 5, "https://news.example/a"));
        pipeline.wait(LONG);

        assertThat(pipeline.pageViews().get("2018-01-13T12:00:00.000Z"))
                .returns(1L, PageViewWindow::count)
                .returns(0L, PageViewWindow::unflaggedCount)
                .returns(new PageViewWindow.OutOfMarket(1, 1), PageViewWindow::outOfMarket);
        assertThat(pipeline.traffic().get("2018-01-13T12:00:00.000Z").clicks()).isEqualTo(1);
    }

    @Test
    void trafficIsBrokenDownByArticleAndCountry() {
        pipeline.send("a", Clicks.bytes(pageView(0)));
        pipeline.send("b", Clicks.bytes(click(10, "NL", 0, "https://news.example/two")));
        pipeline.send("b", Clicks.bytes(click(20, "NL", 0, "https://news.example/two")));
        pipeline.send("b", Clicks.bytes(scroll(30)));
        pipeline.wait(LONG);

        var traffic = pipeline.traffic().get("2018-01-13T12:00:00.000Z");
        assertThat(traffic)
                .returns(4L, TrafficWindow::clicks)
                .returns(3L, TrafficWindow::views)
                .returns(2L, TrafficWindow::visitors);
        assertThat(traffic.articles())
                .containsExactly(
                        new TrafficWindow.Article("https://news.example/two", "One", 2),
                        new TrafficWindow.Article("https://news.example/one", "One", 1));
        assertThat(traffic.countries()).containsEntry("BE", 1L).containsEntry("NL", 2L);
    }

    @Test
    void aClickWithoutCountryGetsTheOneThatIngestHasFound() {
        var click = Clicks.json(pageView(0)).replace("\"BE\"", "null").getBytes(UTF_8);
        pipeline.send("a", click, Map.of(Headers.COUNTRY, "NL"));
        pipeline.send("b", click, Map.of(Headers.COUNTRY, "VN"));
        pipeline.send("c", click, Map.of(Headers.COUNTRY, "nowhere"));

        assertThat(pipeline.cleaned()).singleElement().satisfies(record -> assertThat(text(record.value()))
                .contains("\"visitor_country\":\"NL\""));
        assertThat(pipeline.outOfMarket()).hasSize(1);
        assertThat(pipeline.rejected()).singleElement().satisfies(record -> assertThat(header(record, "reason"))
                .isEqualTo("missing_field:visitor_country"));
    }

    @Test
    void aBotIsCountedSeparatelyInTrafficAndLikeAPersonInPageViews() {
        var bot = Map.of(Headers.BOT, "Somebot");
        pipeline.send("person", Clicks.bytes(pageView(0)), Map.of());
        pipeline.send("bot", Clicks.bytes(pageView(10)), bot);
        pipeline.send("bot", Clicks.bytes(scroll(20)), bot);
        pipeline.send("bot", Clicks.bytes(click(30, "VN", 0, "https://news.example/admin")), bot);
        pipeline.wait(LONG);

        assertThat(pipeline.cleaned()).hasSize(3);
        assertThat(pipeline.forbidden()).hasSize(1);
        assertThat(pipeline.traffic().get("2018-01-13T12:00:00.000Z"))
                .returns(2L, TrafficWindow::bots)
                .returns(1L, TrafficWindow::clicks)
                .returns(1L, TrafficWindow::views)
                .returns(1L, TrafficWindow::visitors)
                .returns(Map.of("BE", 1L), TrafficWindow::countries);
        assertThat(pipeline.pageViews().get("2018-01-13T12:00:00.000Z"))
                .returns(2L, PageViewWindow::count)
                .returns(1L, PageViewWindow::unflaggedCount)
                .returns(new PageViewWindow.OutOfMarket(1, 0), PageViewWindow::outOfMarket);
    }

    private static String golden(String name) {
        try (var file = ClickTopologyTest.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }
}
