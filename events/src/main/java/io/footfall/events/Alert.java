package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Something that a person should look at, keyed by its fingerprint; a newer record of the same
 * fingerprint replaces the older one. An alert that has been resolved and is found once more begins
 * again, with a new {@code firedAt}.
 *
 * @param fingerprint what makes two findings the same alert
 * @param rule which rule found it, such as {@code forbidden-path}
 * @param severity how urgent it is: the most urgent it has been since it began
 * @param status where in its life it is; firing in older records, which did not say
 * @param summary one sentence for people
 * @param startedAt event time of the first sign
 * @param lastSeenAt event time of the newest sign
 * @param firedAt wall clock of when it began to fire; absent while it is pending
 * @param resolvedAt wall clock of when it was over; absent before
 * @param count clicks that show it
 * @param evidence what a person looks at next, a line each; strangers' text among it
 * @param offsets for alerts that add up clicks: by partition of their topic, the offset of the newest
 *     click that is in the count, so that none is counted twice
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Alert(
        String fingerprint,
        String rule,
        Severity severity,
        Status status,
        String summary,
        Instant startedAt,
        Instant lastSeenAt,
        Instant firedAt,
        Instant resolvedAt,
        long count,
        List<String> evidence,
        Map<Integer, Long> offsets) {
    public enum Severity {
        WARNING,
        CRITICAL
    }

    public enum Status {
        /** Suspicious, but not for long enough: nobody is told. */
        PENDING,
        FIRING,
        RESOLVED
    }

    public Alert {
        status = Objects.requireNonNullElse(status, Status.FIRING);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        offsets = offsets == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(offsets));
    }

    /** The same alert in other words. */
    public Alert withText(String newSummary, List<String> newEvidence) {
        return new Alert(
                fingerprint,
                rule,
                severity,
                status,
                newSummary,
                startedAt,
                lastSeenAt,
                firedAt,
                resolvedAt,
                count,
                newEvidence,
                offsets);
    }
}
