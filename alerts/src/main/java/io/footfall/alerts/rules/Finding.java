package io.footfall.alerts.rules;

import io.footfall.events.Window;
import java.time.Instant;
import java.util.List;

/** What a rule saw: one more sign, which adds up with earlier ones, or a total, which replaces them. */
public sealed interface Finding {
    /** What it is a finding of. */
    Cause cause();

    /** One sentence for people; strangers' text in it is one plain line. */
    String summary();

    /**
     * One click that shows something.
     *
     * @param at event time of the click
     * @param evidence the click in one line
     */
    record Sign(Cause cause, String summary, Instant at, String evidence) implements Finding {}

    /**
     * A window that shows something; totals of the same window only grow.
     *
     * @param count clicks that show it
     * @param of clicks it is measured against
     */
    record Total(Cause cause, String summary, Window window, long count, long of, List<String> evidence)
            implements Finding {
        public Total {
            evidence = List.copyOf(evidence);
        }
    }
}
