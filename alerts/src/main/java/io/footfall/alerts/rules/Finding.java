package io.footfall.alerts.rules;

import java.time.Instant;
import java.util.List;

/** What a rule saw. Strangers' text in summaries and evidence is one plain line each. */
public sealed interface Finding {
    /** What it is a finding of. */
    Cause cause();

    /**
     * One more click that shows something; adds up with earlier ones.
     *
     * @param summary one sentence for people
     * @param at event time of the click
     * @param evidence the click in one line
     */
    record Sign(Cause cause, String summary, Instant at, String evidence) implements Finding {}

    /**
     * What is going on, all of it: replaces what was known.
     *
     * @param pending whether it has not lasted for long enough yet to tell anybody
     * @param summary one sentence for people
     * @param startedAt event time of when it began
     * @param lastSeenAt event time of the newest that belongs to it
     * @param count clicks that show it
     * @param evidence lines for people
     */
    record Total(
            Cause cause,
            boolean pending,
            String summary,
            Instant startedAt,
            Instant lastSeenAt,
            long count,
            List<String> evidence)
            implements Finding {
        public Total {
            evidence = List.copyOf(evidence);
        }
    }

    /** It is over, known for sure; where no rule can know, alerts end after a quiet period. */
    record Over(Cause cause, Instant at) implements Finding {}
}
