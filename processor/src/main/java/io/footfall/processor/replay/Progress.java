package io.footfall.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How far a layer is behind {@code clicks}.
 *
 * @param version the layer
 * @param at when the log was asked
 * @param caughtUp whether it has reached the end that the log had when the service started
 * @param settled whether since then so much time has passed that the last windows are closed too
 * @param share of {@code clicksToDo} that is done, 0 to 1; 1 if there was nothing to do
 * @param clicksDone clicks from the log's beginning to that end that are processed
 * @param clicksToDo all of them
 * @param clicksLeft clicks between the layer and the end that the log has now
 * @param rate clicks a second, over the last half minute
 * @param secondsLeft at that rate until caught up; null if nothing moves
 */
record Progress(
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
    /** One line for people. */
    String line() {
        var place = String.format(
                Locale.ROOT, "%.1f %% (%,d of %,d clicks), %,.0f clicks/s", share * 100, clicksDone, clicksToDo, rate);
        return caughtUp ? "caught up: " + place : place + ", " + left();
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
