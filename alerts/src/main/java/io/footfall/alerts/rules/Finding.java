package io.footfall.alerts.rules;

import java.time.Instant;
import java.util.List;

/** The result of a rule. Untrusted text in summaries and evidence is a single line each. */
public sealed interface Finding {
    AlertKey key();

    /**
     * One more click or request that matches a rule, perhaps with others before it that matched only together with it.
     * Occurrences of an alert add up.
     *
     * @param summary one sentence for people
     * @param startedAt event time of the first of them
     * @param at event time of the newest
     * @param count how many they are
     * @param evidence each on one line, or only the first of them
     */
    record Occurrence(AlertKey key, String summary, Instant startedAt, Instant at, long count, List<String> evidence)
            implements Finding {
        public Occurrence {
            evidence = List.copyOf(evidence);
        }

        /** A single click. */
        public Occurrence(AlertKey key, String summary, Instant at, String evidence) {
            this(key, summary, at, at, 1, List.of(evidence));
        }
    }

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
