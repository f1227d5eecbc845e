package io.footfall.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Market;
import io.footfall.processor.clean.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a record's bytes to what becomes of it, the cleaned bytes included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ClickValidatorBenchmark {
    private static final byte[] EMPTY = "{\"ts_ingest\": null}".getBytes(UTF_8);
    private static final byte[] NO_JSON = "<html>".getBytes(UTF_8);

    private final ClickValidator validator = new ClickValidator(new Market(Set.of("BE", "NL")), Duration.ofMinutes(5));
    private final byte[][] plain = Clicks.all().stream().map(Clicks::json).toArray(byte[][]::new);
    /** With an escape, which is read the long way. */
    private final byte[][] escaped = Clicks.all().stream()
            .map(Clicks::json)
            .map(json -> new String(json, UTF_8)
                    .replace("The council", "The \\u0022council\\u0022")
                    .getBytes(UTF_8))
            .toArray(byte[][]::new);

    private int next;

    /** A rejection is found out sooner: its time would be another thing's. */
    @Setup
    public void check() {
        for (var clicks : List.of(plain, escaped)) {
            for (var click : clicks) {
                if (validator.validate(click, Clicks.TIME, null) instanceof Verdict.Rejected rejected) {
                    throw new IllegalStateException(new String(click, UTF_8) + " is rejected: " + rejected);
                }
            }
        }
    }

    @Benchmark
    public Verdict plain() {
        return validator.validate(plain[next()], Clicks.TIME, null);
    }

    @Benchmark
    public Verdict escaped() {
        return validator.validate(escaped[next()], Clicks.TIME, null);
    }

    @Benchmark
    public Verdict empty() {
        return validator.validate(EMPTY, Clicks.TIME, null);
    }

    @Benchmark
    public Verdict noJson() {
        return validator.validate(NO_JSON, Clicks.TIME, null);
    }

    private int next() {
        next = (next + 1) % Clicks.NUMBER;
        return next;
    }
}
