package io.footfall.benchmarks.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Clicks that can be told from all others: bots' visits to forbidden pages, one a page. What was sent
 * and what was seen in, delays out, ms.
 */
final class Probes {
    private static final Pattern PAGE = Pattern.compile("/secret/(\\d+)x");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Stage> WATCHED = List.of(Stage.STORED, Stage.FRAME, Stage.ALERT);

    private final int number;
    private int measuredFrom;
    private final Map<Integer, Long> sent = new ConcurrentHashMap<>();
    private final Map<Stage, Map<Integer, Long>> seen =
            WATCHED.stream().collect(Collectors.toMap(stage -> stage, stage -> new ConcurrentHashMap<>()));

    Probes(int number) {
        this.number = number;
    }

    /** The patterns of the pages, as the processor's setting takes them. */
    String patterns() {
        return IntStream.range(0, number).mapToObj(Probes::page).collect(Collectors.joining(","));
    }

    private static String page(int probe) {
        return "/secret/" + probe + "x";
    }

    /** Makes the next click. */
    String next() {
        var now = System.currentTimeMillis();
        var probe = sent.size();
        sent.put(probe, now);
        return "{\"visitor_platform\":\"desktop\",\"ts_ingest\":%d,\"article_title\":\"A probe\",\"visitor_country\":\"BE\",\"visitor_page_timer\":0,\"visitor_os\":\"linux\",\"article\":\"https://news.example%s\",\"visitor_page_height\":0,\"visitor_browser\":\"bot\"}"
                .formatted(now, page(probe));
    }

    /** Takes note of the pages that a text names, unless they were seen before. */
    void seen(Stage stage, String text) {
        var now = System.currentTimeMillis();
        PAGE.matcher(text).results().forEach(match -> seen.get(stage)
                .putIfAbsent(Integer.parseInt(match.group(1)), now));
    }

    /** Takes note that all of the first so many have been seen. */
    void seenFirst(Stage stage, int count) {
        var now = System.currentTimeMillis();
        IntStream.range(0, count).forEach(probe -> seen.get(stage).putIfAbsent(probe, now));
    }

    /** When the oldest that is missing was sent, ms since the epoch; the newest time if none is. */
    long oldestMissing(Stage stage) {
        return missing(stage).map(sent::get).findFirst().orElse(Long.MAX_VALUE);
    }

    private Stream<Integer> missing(Stage stage) {
        return IntStream.range(0, sent.size()).boxed().filter(probe -> !seen.get(stage)
                .containsKey(probe));
    }

    /** Waits until all were seen everywhere. */
    void await() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var stage : WATCHED) {
            while (missing(stage).findAny().isPresent()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("%d of %d clicks have not come to %s within %s"
                            .formatted(missing(stage).count(), sent.size(), stage.title(), PATIENCE));
                }
                Thread.sleep(50);
            }
        }
    }

    /** From now on. */
    void measure() {
        measuredFrom = sent.size();
    }

    Histogram delays(Stage stage) {
        var delays = new Histogram(3);
        seen.get(stage).forEach((probe, at) -> {
            if (probe >= measuredFrom) {
                delays.recordValue(Math.max(0, at - sent.get(probe)));
            }
        });
        return delays;
    }
}
