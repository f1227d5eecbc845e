package io.footfall.dashboard.state;

import io.footfall.events.Alert;
import io.footfall.events.text.TextLimit;
import java.util.Map;
import java.util.regex.Pattern;

/** Shortens text that visitors have sent to what a page can show. The page escapes it. */
final class UntrustedText {
    private static final int LABEL = 40;
    private static final int TITLE = 200;
    private static final int LINE = 300;
    private static final int LINES = 3;
    private static final int URL = 2_000;

    /** Characters that break the line, are invisible, or reverse the direction of text. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+");

    private UntrustedText() {}

    static String label(String text) {
        return cut(text, LABEL);
    }

    static String title(String text) {
        return cut(text, TITLE);
    }

    /** The unchanged URL, or nothing if it is too long: a shortened URL is another URL. */
    static String url(String text) {
        return text.length() <= URL ? text : "";
    }

    static Alert shorten(Alert alert) {
        var evidence = alert.evidence().stream()
                .limit(LINES)
                .map(line -> cut(line, LINE))
                .toList();
        return new Alert(
                alert.fingerprint(),
                alert.rule(),
                alert.severity(),
                alert.status(),
                cut(alert.summary(), LINE),
                alert.startedAt(),
                alert.lastSeenAt(),
                alert.firedAt(),
                alert.resolvedAt(),
                alert.count(),
                evidence,
                Map.of()); // offsets are internal
    }

    private static String cut(String untrusted, int length) {
        var text = UNSAFE.matcher(TextLimit.cut(untrusted, 2 * length)).replaceAll(" ");
        return text.length() <= length ? text : TextLimit.cut(text, length - 1) + "…";
    }
}
