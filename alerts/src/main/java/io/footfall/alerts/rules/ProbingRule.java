package io.footfall.alerts.rules;

import io.footfall.alerts.rules.SecurityEvent.SuspiciousRequest;
import io.footfall.alerts.rules.probes.ProbeText;
import io.footfall.alerts.rules.probes.VisitorProbes;
import io.footfall.events.Alert.Severity;
import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds scanners in access logs, one alert for each visitor, whatever it asks for. It goes by Kafka's time, which a scanner
 * cannot choose.
 *
 * <p>A scanner asks for several paths that nobody else asks for, or for many that do not exist. A management page that was
 * shown is a warning, as with clicks: the visitor may be somebody who works with it. It is critical if that visitor is a
 * scanner, or if a file was sent that only scanners ask for.
 */
public final class ProbingRule {
    public static final String NAME = "probing";

    private static final int MAX_VISITORS = 2_000;
    /** Further visitors share an alert, so that a scan from many addresses is not a mail for each of them. */
    private static final int MAX_ALERTS = 200;

    private static final String SHARED_ALERT = ShortHash.of(NAME, "others");
    private static final int MAX_LINES = 10;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int NOT_MODIFIED = 304;

    /** Tools that name themselves as bots do, from scanners-user-agents.data of the OWASP Core Rule Set. */
    private static final Set<String> SCANNERS = Set.of(
            "acunetix",
            "arachni",
            "dirbuster",
            "feroxbuster",
            "gobuster",
            "l9explore",
            "masscan",
            "nessus",
            "netsparker",
            "nikto",
            "nmap",
            "nuclei",
            "openvas",
            "skipfish",
            "sqlmap",
            "wapiti",
            "wfuzz",
            "whatweb",
            "wpscan",
            "zgrab");

    private final Policy policy;
    /** By fingerprint, those that were seen last at the end. */
    private final Map<String, VisitorProbes> visitors = new LinkedHashMap<>();

    /**
     * What a scanner is.
     *
     * @param enabled whether the rule finds anything
     * @param window in which paths are counted, by Kafka's time
     * @param paths distinct probes, and management pages that are not shown, within the window
     * @param notFoundWindow in which paths that are not found are counted; not longer than the other
     * @param notFoundPaths distinct paths that are not found within that window
     */
    public record Policy(boolean enabled, Duration window, int paths, Duration notFoundWindow, int notFoundPaths) {
        /** Requests of a partition that are read at start. */
        public static final int MAX_REQUESTS = 20_000;

        public Policy {
            window = window.compareTo(notFoundWindow) < 0 ? notFoundWindow : window;
        }
    }

    ProbingRule(Policy policy) {
        this.policy = policy;
    }

    Optional<Finding.Occurrence> evaluate(SuspiciousRequest event) {
        var kind = kind(event);
        if (!policy.enabled() || kind == null) {
            return Optional.empty();
        }
        var fingerprint = ShortHash.of(NAME, event.visitor());
        var visitor = seenLast(fingerprint);
        visitor.add(new VisitorProbes.Probe(
                kind,
                event.path(),
                isServed(event.request().status()),
                event.loggedAt(),
                Instant.ofEpochMilli(event.request().ts()),
                ProbeText.line(event.request())));
        if (visitor.alert() == null && isAlert(visitor)) {
            visitor.alert(alertsAt(event.loggedAt()) < MAX_ALERTS ? fingerprint : SHARED_ALERT);
        }
        return visitor.alert() == null ? Optional.empty() : Optional.of(occurrence(event, visitor));
    }

    /** Requests that the alert has counted do not count again, and the next one belongs to it. */
    void restore(String fingerprint) {
        var visitor = visitors.get(fingerprint);
        if (visitor != null) {
            visitor.alert(fingerprint);
            visitor.dropReported();
        }
    }

    /** Null for requests that do not count. Many visitors have none in common but that their address is unknown. */
    private static VisitorProbes.Kind kind(SuspiciousRequest event) {
        return switch (event.reason()) {
            case "forbidden" -> VisitorProbes.Kind.MANAGEMENT_PAGE;
            case "probe" -> VisitorProbes.Kind.PROBE;
            case "not-found" -> event.visitor().isEmpty() || isCrawler(event) ? null : VisitorProbes.Kind.NOT_FOUND;
            default -> null;
        };
    }

    private static boolean isCrawler(SuspiciousRequest event) {
        var agent = Objects.requireNonNullElse(event.request().userAgent(), "").toLowerCase(Locale.ROOT);
        return event.isBot() && SCANNERS.stream().noneMatch(agent::contains);
    }

    /** Whether somebody got what was asked for. A redirect usually leads to a log-in page. */
    private static boolean isServed(int status) {
        return (status >= OK && status < MULTIPLE_CHOICES) || status == NOT_MODIFIED;
    }

    private VisitorProbes seenLast(String fingerprint) {
        var visitor = visitors.remove(fingerprint);
        if (visitor == null) {
            if (visitors.size() == MAX_VISITORS) {
                var oldest = visitors.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            visitor = new VisitorProbes(policy.window(), Math.max(policy.paths(), policy.notFoundPaths()), MAX_LINES);
        }
        visitors.put(fingerprint, visitor);
        return visitor;
    }

    private boolean isScan(VisitorProbes visitor) {
        return visitor.refusedPaths() >= policy.paths()
                || visitor.pathsNotFound(policy.notFoundWindow()) >= policy.notFoundPaths();
    }

    private boolean isAlert(VisitorProbes visitor) {
        return visitor.servedPage() != null || visitor.servedProbe() != null || isScan(visitor);
    }

    private long alertsAt(Instant at) {
        return visitors.values().stream()
                .filter(visitor -> visitor.hasAlertAt(at))
                .count();
    }

    private Finding.Occurrence occurrence(SuspiciousRequest event, VisitorProbes visitor) {
        var isScan = isScan(visitor);
        var isCritical = visitor.servedProbe() != null || (isScan && visitor.servedPage() != null);
        var report = visitor.report();
        return new Finding.Occurrence(
                new AlertKey(NAME, isCritical ? Severity.CRITICAL : Severity.WARNING, visitor.alert()),
                summary(event, visitor, isScan),
                report.startedAt(),
                Instant.ofEpochMilli(event.request().ts()),
                report.count(),
                report.lines());
    }

    private String summary(SuspiciousRequest event, VisitorProbes visitor, boolean isScan) {
        var served = visitor.servedProbe() == null ? visitor.servedPage() : visitor.servedProbe();
        var who = visitor.alert().equals(SHARED_ALERT) ? "Many visitors, this one among them, ask" : "A visitor asks";
        var what = isScan || visitor.servedProbe() != null
                ? "for what scanners ask for: %d probes within %d s, %d paths not found within %d s"
                        .formatted(
                                visitor.refusedPaths(),
                                policy.window().toSeconds(),
                                visitor.pathsNotFound(policy.notFoundWindow()),
                                policy.notFoundWindow().toSeconds())
                : "for management pages";
        var result = served == null ? "nothing was shown" : "shown: " + ProbeText.path(served);
        return "%s %s; %s; the newest is %s, by %s"
                .formatted(who, what, result, ProbeText.path(event.path()), ProbeText.sender(event.request()));
    }
}
