package io.footfall.dashboard.board;

import io.footfall.events.Alert;
import java.util.Map;
import java.util.regex.Pattern;

/** Cuts text that strangers sent to a length that a page can show; escaping it is the page's work. */
final class StrangersText {
    private static final int LABEL = 40;
    private static final int TITLE = 200;
    private static final int LINE = 300;
    private static final int LINES = 3;
    private static final int URL = 2_000;

    /** What would turn the direction of the text around it, or is not seen at all. */
    private static final Pattern PLAIN_LINE =
            Pattern.compile("[\\p{Cntrl}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+");

    private StrangersText() {}

    static String label(String text) {
        return cut(text, LABEL);
    }

    static String title(String text) {
        return cut(text, TITLE);
    }

    /** The URL unchanged, or nothing where it is too long: half a URL leads somewhere else. */
    static String url(String text) {
        return text.length() <= URL ? text : "";
    }

    static Alert shortened(Alert alert) {
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
                Map.of()); // how it was counted is nobody's business here
    }

    private static String cut(String given, int length) {
        var text = PLAIN_LINE
                .matcher(given.substring(0, Math.min(given.length(), 2 * length)))
                .replaceAll(" ");
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
