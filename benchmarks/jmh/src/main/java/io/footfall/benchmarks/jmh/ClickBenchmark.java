package io.footfall.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.Json;
import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Market;
import io.footfall.processor.clean.Verdict;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.security.ForbiddenPaths.Match;
import io.footfall.processor.security.PageViewTotals;
import io.footfall.processor.traffic.ShownArticles;
import io.footfall.processor.traffic.TrafficTotals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one click costs the processor: validating its record, matching its URL, counting it in new windows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ClickBenchmark {
    private static final byte[] EMPTY = "{\"ts_ingest\": null}".getBytes(UTF_8);
    private static final byte[] NO_JSON = "<html>".getBytes(UTF_8);
    private static final long VISITOR_SPREAD = 0x9E3779B97F4A7C15L;
    private static final int VISITORS = 1_000;
    private static final int CLICKS = 4_096;
    private static final int ARTICLES = 5_000;
    private static final int SEED = 20180113;
    /** When the first was made, ms since the epoch; they are all of one window. */
    private static final long TIME = 1_700_000_000_000L;

    private static final List<String> PLATFORMS = List.of("desktop", "mobile", "tablet");
    private static final List<String> BROWSERS = List.of("chrome", "firefox", "safari");

    private final ClickValidator validator = new ClickValidator(new Market(Set.of("BE", "NL")), Duration.ofMinutes(5));
    private final ForbiddenPaths paths = new ForbiddenPaths(List.of(
            "/admin",
            "/admin/**",
            "/**/wp-admin/**",
            "/**/wp-login.php",
            "/**/phpmyadmin/**",
            "/**/.env*",
            "/**/.git/**",
            "/q/**"));
    private final ShownArticles articles = new ShownArticles(List.of(), true);
    private final Click[] clicks = generate();
    private final byte[][] plain = Stream.of(clicks).map(Json::write).toArray(byte[][]::new);
    /** With an escape, which the fast parser leaves to the other. */
    private final byte[][] escaped = Stream.of(plain)
            .map(json -> new String(json, UTF_8)
                    .replace("The council", "The \\u0022council\\u0022")
                    .getBytes(UTF_8))
            .toArray(byte[][]::new);
    /** URLs in turn, more than fit into the cache. */
    private final String[] unknown = IntStream.range(0, 1 << 16)
            .mapToObj(number -> "https://news.example/politics/2026/a-new-budget-for-railways-" + number)
            .toArray(String[]::new);

    private int next;

    /** Fails if a click is rejected: that would take a different time. */
    @Setup
    public void check() {
        Stream.of(plain, escaped).flatMap(Stream::of).forEach(record -> {
            if (validator.validate(record, TIME, null, 0) instanceof Verdict.Rejected rejected) {
                throw new IllegalStateException(new String(record, UTF_8) + " is rejected: " + rejected);
            }
        });
    }

    @Benchmark
    public Verdict validatePlain() {
        return validator.validate(plain[next(CLICKS)], TIME, null, 0);
    }

    @Benchmark
    public Verdict validateEscaped() {
        return validator.validate(escaped[next(CLICKS)], TIME, null, 0);
    }

    @Benchmark
    public Verdict validateEmpty() {
        return validator.validate(EMPTY, TIME, null, 0);
    }

    @Benchmark
    public Verdict validateNoJson() {
        return validator.validate(NO_JSON, TIME, null, 0);
    }

    /** A harmless URL that is read most. */
    @Benchmark
    public Optional<Match> matchKnownUrl() {
        return paths.match(clicks[next(CLICKS)].article());
    }

    @Benchmark
    public Optional<Match> matchUnknownUrl() {
        return paths.match(unknown[next(unknown.length)]);
    }

    @Benchmark
    public Optional<Match> matchDisguisedUrl() {
        return paths.match("https://news.example//news/..;v=1/./%2561dm%69n/USERS?page=1");
    }

    @Benchmark
    @OperationsPerInvocation(CLICKS)
    public PageViewTotals countPageViews() {
        var totals = new PageViewTotals();
        for (var number = 0; number < CLICKS; number++) {
            totals.add(number % VISITORS * VISITOR_SPREAD, clicks[number], true);
        }
        return totals;
    }

    @Benchmark
    @OperationsPerInvocation(CLICKS)
    public TrafficTotals countTraffic() {
        var totals = new TrafficTotals();
        for (var number = 0; number < CLICKS; number++) {
            totals.add(number % VISITORS * VISITOR_SPREAD, clicks[number], articles);
        }
        return totals;
    }

    /** Always the same clicks: half of them page views, few articles read much and many little. */
    private static Click[] generate() {
        var random = new SplittableRandom(SEED);
        return Stream.generate(() -> click(random)).limit(CLICKS).toArray(Click[]::new);
    }

    private static Click click(SplittableRandom random) {
        var isPageView = random.nextBoolean();
        var article = (int) Math.pow(ARTICLES, random.nextDouble());
        return new Click(
                PLATFORMS.get(random.nextInt(PLATFORMS.size())),
                TIME + random.nextInt(10_000),
                "The council agrees on a new budget for railways after long debate, part " + article,
                random.nextInt(7) == 0 ? "DE" : "BE",
                isPageView ? 0 : random.nextInt(1, 60_000),
                "android",
                "https://news.example/politics/2026/the-council-agrees-on-a-new-budget-" + article,
                isPageView ? 0 : random.nextInt(1, 20_000),
                BROWSERS.get(random.nextInt(BROWSERS.size())));
    }

    private int next(int length) {
        next = (next + 1) % length;
        return next;
    }
}
