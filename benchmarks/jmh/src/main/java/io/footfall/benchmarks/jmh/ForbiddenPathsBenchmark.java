package io.footfall.benchmarks.jmh;

import io.footfall.events.Click;
import io.footfall.processor.security.ForbiddenPaths.Match;
import io.footfall.processor.security.ForbiddenPaths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a URL, however it is disguised, to the pattern that forbids it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ForbiddenPathsBenchmark {
    private final ForbiddenPaths paths = new ForbiddenPaths(List.of(
            "/admin", "/admin/**", "/wp-admin/**", "/wp-login.php", "/phpmyadmin/**", "/.env*", "/.git/**", "/q/**"));
    private final String[] articles = Clicks.all().stream().map(Click::article).toArray(String[]::new);
    /** More than are remembered, one after the other. */
    private final String[] unknown = IntStream.range(0, 1 << 16)
            .mapToObj(number -> "https://news.example/politics/2026/a-new-budget-for-railways-" + number)
            .toArray(String[]::new);

    private int next;

    /** A harmless one that most readers read. */
    @Benchmark
    public Optional<Match> known() {
        next = (next + 1) % Clicks.NUMBER;
        return paths.match(articles[next]);
    }

    @Benchmark
    public Optional<Match> unknown() {
        next = (next + 1) % unknown.length;
        return paths.match(unknown[next]);
    }

    @Benchmark
    public Optional<Match> evasion() {
        return paths.match("https://news.example//news/..;v=1/./%2561dm%69n/USERS?page=1");
    }
}
