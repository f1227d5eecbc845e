package io.footfall.events.text;

import java.util.Locale;
import java.util.Set;

/**
 * Labels a browser for counting. Senders choose the text, and each new label would be a new series in InfluxDB. So there is
 * a closed list; every other text has the label {@value #OTHER}, or {@value #UNKNOWN} if it is blank.
 */
public final class BrowserLabel {
    public static final String OTHER = "other";
    public static final String UNKNOWN = "unknown";

    private static final Set<String> KNOWN = Set.of(
            "android",
            "bot",
            "brave",
            "chrome",
            "chromium",
            "duckduckgo",
            "edge",
            "facebook",
            "firefox",
            "google",
            "huawei",
            "ie",
            "instagram",
            "miui",
            "opera",
            "safari",
            "samsung",
            "silk",
            "tor",
            "uc",
            UNKNOWN,
            "vivaldi",
            "webview",
            "whale",
            "yandex");

    private static final int LONGEST =
            KNOWN.stream().mapToInt(String::length).max().orElseThrow();

    private BrowserLabel() {}

    /** The label of a browser; upper and lower case do not matter. */
    public static String of(String browser) {
        if (KNOWN.contains(browser)) {
            return browser;
        }
        var lowerCase = browser.length() > LONGEST ? OTHER : browser.toLowerCase(Locale.ROOT);
        if (KNOWN.contains(lowerCase)) {
            return lowerCase;
        }
        return BlankText.isBlank(browser) ? UNKNOWN : OTHER;
    }
}
