package io.footfall.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How far a serving version is behind the end of {@code clicks}.
 *
 * @param at when Kafka was asked
 * @param caughtUp whether the version has reached the end that {@code clicks} had when the service started
 * @param settled whether it has caught up for so long that its last windows are closed
 * @param share of {@code clicksToDo} that is done, 0 to 1; 1 if there was nothing to do
 * @param clicksDone processed clicks before that end
 * @param clicksToDo all clicks before that end
 * @param clicksLeft unprocessed clicks before the end that {@code clicks} has now
 * @param rate clicks a second, over the last half minute
 * @param secondsLeft until caught up at that rate; null if the rate is 0
 */
record ReplayProgress(
        String version,
        Instant at,
        boolean caughtUp,
        boolean settled,
        double share,
        long clicksDone,
        long clicksToDo,
        long clicksLeft,
        double rate,
        Long secondsLeft) {
    /** One line for the log. */
    String line() {
        var position = String.format(
                Locale.ROOT, "%.1f %% (%,d of %,d clicks), %,.0f clicks/s", share * 100, clicksDone, clicksToDo, rate);
        return caughtUp ? "caught up: " + position : position + ", " + left();
    }

    private String left() {
        if (secondsLeft == null) {
            return "standing still";
        }
        var left = Duration.ofSeconds(secondsLeft);
        return left.toHours() > 0
                ? "%d h %d min left".formatted(left.toHours(), left.toMinutesPart())
                : "%d min %d s left".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
