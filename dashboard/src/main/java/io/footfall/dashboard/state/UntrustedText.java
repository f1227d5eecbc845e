package io.footfall.dashboard.state;

import io.footfall.events.Alert;
import io.footfall.events.text.BlankText;
import io.footfall.events.text.TextLimit;
import java.util.Map;
import java.util.regex.Pattern;

/** Shortens text that visitors have sent to what a page can show. The page escapes it. */
final class UntrustedText {
    private static final String UNKNOWN = "unknown";
    private static final String UNTITLED = "untitled";
    private static final String SCHEME_END = "://";
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final int LABEL = 40;
    private static final int TITLE = 200;
    private static final int LINE = 300;
    private static final int LINES = 3;
    private static final int URL = 2_000;

    /** Characters that break the line, are invisible, or reverse the direction of text. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+");

    private UntrustedText() {}

    /** The label, or {@code unknown} if nobody could see it: records of older versions have any text. */
    static String visible(String label) {
        return BlankText.orElse(label, UNKNOWN);
    }

    static String label(String text) {
        return cut(text, LABEL);
    }

    static String title(String text) {
        return cut(text, TITLE);
    }

    /** What to show for an article whose title nobody can see: the path of its URL. */
    static String titleOf(String url) {
        var plain = AFTER_PATH.matcher(url).replaceFirst("");
        var scheme = plain.indexOf(SCHEME_END);
        var slash = scheme < 0 ? 0 : plain.indexOf('/', scheme + SCHEME_END.length());
        var path = slash < 0 ? "/" : plain.substring(slash);
        return title(BlankText.orElse(path, UNTITLED));
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
