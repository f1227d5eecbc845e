package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.TerminalText;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the clicks of a file that are rejected, and prints where the first ones are and why. Thread-safe. */
final class RejectedClicks {
    private static final int PRINTED = 20;
    private static final int MAX_REASON = 200;

    private final DeliveryCounts counts;
    private final Console console;
    private final AtomicInteger printed = new AtomicInteger();

    RejectedClicks(DeliveryCounts counts, Console console) {
        this.counts = counts;
        this.console = console;
    }

    void add(RecordedLine line, String reason) {
        counts.rejected(1);
        var number = printed.getAndUpdate(count -> Math.min(count + 1, PRINTED + 1));
        if (number < PRINTED) {
            var text = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
            console.printError(
                    "replay: %s: rejected: %s".formatted(TerminalText.escape(line.place()), TerminalText.escape(text)));
        } else if (number == PRINTED) {
            console.printError("replay: further rejected clicks are counted, but not shown");
        }
    }
}
