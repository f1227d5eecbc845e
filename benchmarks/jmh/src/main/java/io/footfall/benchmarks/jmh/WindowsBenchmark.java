package io.footfall.benchmarks.jmh;

import io.footfall.events.Click;
import io.footfall.processor.security.PageViewTotals;
import io.footfall.processor.traffic.TrafficTotals;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What counting a click costs, of a window that begins empty. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WindowsBenchmark {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int VISITORS = 1_000;

    private final Click[] clicks = Clicks.all().toArray(Click[]::new);

    @Benchmark
    @OperationsPerInvocation(Clicks.NUMBER)
    public PageViewTotals flagged() {
        var totals = new PageViewTotals();
        for (var number = 0; number < Clicks.NUMBER; number++) {
            totals.add(number % VISITORS * SPREAD, clicks[number], true);
        }
        return totals;
    }

    @Benchmark
    @OperationsPerInvocation(Clicks.NUMBER)
    public TrafficTotals traffic() {
        var totals = new TrafficTotals();
        for (var number = 0; number < Clicks.NUMBER; number++) {
            totals.add(number % VISITORS * SPREAD, clicks[number]);
        }
        return totals;
    }
}
