package io.footfall.dashboard.board;

import io.footfall.events.Alert;

/** Cuts text that strangers sent to a length that a page can show; escaping it is the page's work. */
final class StrangersText {
    private static final int LABEL = 40;
    private static final int TITLE = 200;
    private static final int LINE = 300;
    private static final int LINES = 8;
    private static final int URL = 2_000;

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
        return alert.withText(cut(alert.summary(), LINE), evidence);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
