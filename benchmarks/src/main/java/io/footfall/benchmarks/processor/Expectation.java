package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.Totals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What must come out of the log, held against what the processor has made of it. */
record Expectation(Totals expected, DerivedTopics topics) {
    private static final int MOST_TOLD = 10;

    /** Waits for it; returns what is still not as it must be when patience ends. */
    List<String> differences(Duration patience) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var differences = topics.totals().differences(expected);
            if (differences.isEmpty() || System.nanoTime() > deadline) {
                return differences;
            }
            Thread.sleep(500);
        }
    }

    /** Throws if it is not met: figures of wrong results are worth nothing. */
    void check(Duration patience) throws IOException, InterruptedException {
        var differences = differences(patience);
        if (!differences.isEmpty()) {
            throw new IOException("%d totals are not as they must be, such as%n%s"
                    .formatted(
                            differences.size(),
                            String.join("\n", differences.subList(0, Math.min(MOST_TOLD, differences.size())))));
        }
    }
}
