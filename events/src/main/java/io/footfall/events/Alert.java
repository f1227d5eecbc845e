package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Something that a person should look at, keyed by its fingerprint. A newer record of the same
 * fingerprint replaces the older one. A resolved alert that is found again fires again, with a new
 * {@code firedAt}.
 *
 * @param fingerprint identifies the alert: findings with the same fingerprint belong to the same alert
 * @param rule which rule found it, such as {@code forbidden-path}
 * @param severity the highest severity since the alert began
 * @param status firing in older records, which have no status
 * @param summary one sentence for people
 * @param startedAt event time of the first click that shows it
 * @param lastSeenAt event time of the newest click that shows it
 * @param firedAt wall-clock time at which it began to fire; absent while it is pending
 * @param resolvedAt wall-clock time at which it was resolved; absent before
 * @param count clicks that show it
 * @param evidence lines that a person looks at next; they contain untrusted text
 * @param offsets for alerts that count clicks: by partition of their topic, the offset of the newest
 *     counted click, so that none is counted twice
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
        /** Suspicious, but not for long enough: nobody is notified. */
        PENDING,
        FIRING,
        RESOLVED
    }

    public Alert {
        status = Objects.requireNonNullElse(status, Status.FIRING);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        offsets = offsets == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(offsets));
    }

    /** The same alert with another status. */
    public Alert withStatus(Status newStatus, Instant newResolvedAt) {
        return new Alert(
                fingerprint,
                rule,
                severity,
                newStatus,
                summary,
                startedAt,
                lastSeenAt,
                firedAt,
                newResolvedAt,
                count,
                evidence,
                offsets);
    }

    /** The same alert with another summary and evidence. */
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
