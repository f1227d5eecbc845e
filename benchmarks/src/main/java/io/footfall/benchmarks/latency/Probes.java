package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.process.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Clicks that can be followed to the end: visits of bots to forbidden pages, each of a page of its own. */
final class Probes {
    private static final Pattern PAGE = Pattern.compile("/secret/(\\d+)x");
    static final String STORED = "the store, in a query";
    static final String STREAMED = "the dashboard's stream";
    static final String ALERTED = "a webhook, if it is forbidden";
    static final List<String> STAGES = List.of(STORED, STREAMED, ALERTED);
    static final String SENT = "sent";

    private final int number;
    private final Map<Integer, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Long>> seen = new ConcurrentHashMap<>();
    private int measuredFrom;

    Probes(int number) {
        this.number = number;
    }

    /** The patterns of all pages, for {@code footfall.processor.forbidden-paths}. */
    String patterns() {
        return IntStream.range(0, number).mapToObj(Probes::page).collect(Collectors.joining(","));
    }

    private static String page(int probe) {
        return "/secret/" + probe + "x";
    }

    /** Generates the next click. */
    String next() {
        var now = System.currentTimeMillis();
        var probe = sent.size();
        sent.put(probe, now);
        return ("{\"visitor_platform\":\"desktop\",\"ts_ingest\":%d,\"article_title\":\"Probe\",\"visitor_country\":\"BE\","
                        + "\"visitor_page_timer\":0,\"visitor_os\":\"linux\",\"article\":\"https://news.example%s\","
                        + "\"visitor_page_height\":0,\"visitor_browser\":\"bot\"}")
                .formatted(now, page(probe));
    }

    /** Records the pages that a text names; only the first time counts. */
    void seen(String stage, String text) {
        seen(stage, text, System.currentTimeMillis());
    }

    /** Records the pages that a text names as seen at that time, ms since the epoch. */
    void seen(String stage, String text, long at) {
        PAGE.matcher(text).results().forEach(match -> timesOf(stage).putIfAbsent(Integer.parseInt(match.group(1)), at));
    }

    /** Records the first {@code count} probes as seen. */
    void seenFirst(String stage, int count) {
        seenFirst(stage, count, System.currentTimeMillis());
    }

    void seenFirst(String stage, int count, long at) {
        IntStream.range(0, count).forEach(probe -> timesOf(stage).putIfAbsent(probe, at));
    }

    private Map<Integer, Long> timesOf(String stage) {
        return SENT.equals(stage) ? sent : seen.computeIfAbsent(stage, first -> new ConcurrentHashMap<>());
    }

    /** When the oldest that is missing was sent, ms since the epoch; the largest number if none is. */
    long oldestMissing(String stage) {
        return missing(stage).map(sent::get).findFirst().orElse(Long.MAX_VALUE);
    }

    private Stream<Integer> missing(String stage) {
        return IntStream.range(0, sent.size()).boxed().filter(probe -> !timesOf(stage)
                .containsKey(probe));
    }

    /** Waits until all have been seen everywhere. */
    void awaitAll() throws Exception {
        for (var stage : STAGES) {
            Await.until(
                    "not all of %d clicks have reached %s".formatted(sent.size(), stage),
                    () -> missing(stage).findAny().isEmpty());
        }
    }

    /** Begins to measure: probes that were sent before do not count. */
    void measure() {
        measuredFrom = sent.size();
    }

    /** Delays from sending a probe until it was seen, ms. */
    Histogram delays(String stage) {
        return delays(SENT, stage);
    }

    /** Delays of probes from one stage to another, ms; without those that were not seen at both. */
    Histogram delays(String from, String stage) {
        var delays = new Histogram(3);
        timesOf(stage).forEach((probe, at) -> {
            var before = timesOf(from).get(probe);
            if (probe >= measuredFrom && before != null) {
                delays.recordValue(Math.max(0, at - before));
            }
        });
        return delays;
    }
}
