package io.footfall.alerts.rules;

import java.time.Instant;
import java.util.List;

/** The result of a rule. Untrusted text in summaries and evidence is a single line each. */
public sealed interface Finding {
    AlertKey key();

    /**
     * One more click that matches a rule. Occurrences of an alert add up.
     *
     * @param summary one sentence for people
     * @param at event time of the click
     * @param evidence the click on one line
     */
    record Occurrence(AlertKey key, String summary, Instant at, String evidence) implements Finding {}

    /**
     * The full state of an alert. It replaces earlier findings of the same alert.
     *
     * @param pending whether it has not lasted long enough to notify anybody
     * @param summary one sentence for people
     * @param startedAt event time of its beginning
     * @param lastSeenAt event time of the newest click that belongs to it
     * @param count clicks that belong to it
     * @param evidence lines for people
     */
    record Condition(
            AlertKey key,
            boolean pending,
            String summary,
            Instant startedAt,
            Instant lastSeenAt,
            long count,
            List<String> evidence)
            implements Finding {
        public Condition {
            evidence = List.copyOf(evidence);
        }
    }

    /** The condition no longer holds. Rules that cannot know this leave it to the resolve timeout. */
    record Cleared(AlertKey key, Instant at) implements Finding {}
}
