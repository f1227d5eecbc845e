package io.footfall.alerts.rules.probes;

import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The newest suspicious requests of one visitor. A pause that is longer than the window begins anew. Memory is bounded: paths
 * are kept as hashes, and no more requests are kept than the thresholds need.
 */
public final class VisitorProbes {
    private static final int MIN_CAPACITY = 30;

    private final Duration window;
    private final int capacity;
    private final Deque<Seen> seen = new ArrayDeque<>();
    /** Apart, so that many of them do not take the place of the others. */
    private final Deque<Seen> notFound = new ArrayDeque<>();
    /** Not reported yet. */
    private final List<String> lines = new ArrayList<>();

    private final int maxLines;
    private String fingerprint;
    private Instant last = Instant.MIN;
    private Instant startedAt;
    private long unreported;
    private String servedPage;
    private String servedProbe;

    /** What a request was for. */
    public enum Kind {
        MANAGEMENT_PAGE,
        PROBE,
        NOT_FOUND
    }

    /**
     * A suspicious request.
     *
     * @param path untrusted
     * @param isServed whether it was answered with what it asked for
     * @param at Kafka's time
     * @param time event time
     * @param line for people
     */
    public record Probe(Kind kind, String path, boolean isServed, Instant at, Instant time, String line) {}

    private record Seen(Kind kind, String pathHash, boolean isServed, Instant at) {}

    /**
     * What has not been reported yet.
     *
     * @param startedAt event time of the first request
     * @param lines the first of the requests
     */
    public record Report(Instant startedAt, long count, List<String> lines) {}

    /**
     * A visitor without requests.
     *
     * @param window how long a request counts
     * @param threshold the largest count that is compared with it
     * @param maxLines lines for people that are kept
     */
    public VisitorProbes(Duration window, int threshold, int maxLines) {
        this.window = window;
        this.capacity = Math.max(threshold, MIN_CAPACITY);
        this.maxLines = maxLines;
    }

    public void add(Probe probe) {
        if (!isRecentAt(probe.at())) {
            reset();
        }
        last = probe.at();
        var requests = probe.kind() == Kind.NOT_FOUND ? notFound : seen;
        requests.addLast(new Seen(probe.kind(), ShortHash.of(probe.path()), probe.isServed(), probe.at()));
        dropOld(seen, probe.at());
        dropOld(notFound, probe.at());
        startedAt = startedAt == null || probe.time().isBefore(startedAt) ? probe.time() : startedAt;
        unreported++;
        if (lines.size() < maxLines) {
            lines.add(probe.line());
        }
        noteServed(probe);
    }

    private void dropOld(Deque<Seen> requests, Instant at) {
        while (requests.size() > capacity
                || (!requests.isEmpty() && requests.getFirst().at().isBefore(at.minus(window)))) {
            requests.removeFirst();
        }
    }

    private void noteServed(Probe probe) {
        if (probe.isServed() && probe.kind() == Kind.PROBE && servedProbe == null) {
            servedProbe = probe.path();
        }
        if (probe.isServed() && probe.kind() == Kind.MANAGEMENT_PAGE && servedPage == null) {
            servedPage = probe.path();
        }
    }

    private void reset() {
        seen.clear();
        notFound.clear();
        lines.clear();
        fingerprint = null;
        startedAt = null;
        unreported = 0;
        servedPage = null;
        servedProbe = null;
    }

    /** Whether a request at that time continues these. Clocks of several senders differ a little. */
    private boolean isRecentAt(Instant at) {
        return !last.equals(Instant.MIN) && Duration.between(last, at).abs().compareTo(window) <= 0;
    }

    /** Distinct paths of probes, and of management pages that were not shown: who works with these gets to see them. */
    public long refusedPaths() {
        return distinct(seen.stream()
                .filter(request ->
                        request.kind() == Kind.PROBE || (request.kind() == Kind.MANAGEMENT_PAGE && !request.isServed()))
                .toList());
    }

    /** Distinct paths that were not found within a time before the newest request. */
    public long pathsNotFound(Duration within) {
        var since = last.minus(within);
        return distinct(notFound.stream()
                .filter(request -> !request.at().isBefore(since))
                .toList());
    }

    private static long distinct(Collection<Seen> requests) {
        return requests.stream().map(Seen::pathHash).distinct().count();
    }

    /** The first management page that was shown; null if there is none. */
    public String servedPage() {
        return servedPage;
    }

    /** The first probe that was answered with a file; null if there is none. */
    public String servedProbe() {
        return servedProbe;
    }

    /** The alert that these requests belong to; null as long as there is none. */
    public String alert() {
        return fingerprint;
    }

    public boolean hasAlertAt(Instant at) {
        return fingerprint != null && isRecentAt(at);
    }

    /** Requests belong to this alert from now on. */
    public void alert(String newFingerprint) {
        fingerprint = newFingerprint;
    }

    /** What has been added since the last call. */
    public Report report() {
        var report = new Report(startedAt, unreported, List.copyOf(lines));
        dropReported();
        return report;
    }

    /** What has been added so far was reported by an earlier active replica. */
    public void dropReported() {
        lines.clear();
        startedAt = null;
        unreported = 0;
    }
}
