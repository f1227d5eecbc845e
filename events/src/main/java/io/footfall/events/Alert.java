package io.footfall.events;

import java.time.Instant;
import java.util.List;

/**
 * Something that a person should look at, keyed by its fingerprint; a newer record of the same
 * fingerprint replaces the older one.
 *
 * @param fingerprint what makes two findings the same alert
 * @param rule which rule found it, such as {@code forbidden-path}
 * @param severity how urgent it is
 * @param summary one sentence for people
 * @param startedAt event time of the first sign
 * @param lastSeenAt event time of the newest sign
 * @param firedAt when the rule first found it
 * @param count clicks that show it
 * @param evidence what a person looks at next, a line each; strangers' text among it
 */
public record Alert(
        String fingerprint,
        String rule,
        Severity severity,
        String summary,
        Instant startedAt,
        Instant lastSeenAt,
        Instant firedAt,
        long count,
        List<String> evidence) {
    public enum Severity {
        WARNING,
        CRITICAL
    }

    public Alert {
        evidence = List.copyOf(evidence);
    }
}
