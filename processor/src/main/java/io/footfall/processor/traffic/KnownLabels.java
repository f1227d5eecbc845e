package io.footfall.processor.traffic;

import java.util.Set;

/**
 * Platforms and operating systems that always have a label of their own, however many others a sender invents: those of
 * the tracker, and the usual names in both spellings.
 */
final class KnownLabels {
    private static final Set<String> KNOWN = Set.of(
            // platforms
            "desktop",
            "mobile",
            "tablet",
            "phone",
            "smartphone",
            "console",
            "tv",
            "wearable",
            "web",
            "Desktop",
            "Mobile",
            "Tablet",
            // operating systems
            "android",
            "chromeos",
            "fireos",
            "freebsd",
            "harmonyos",
            "ios",
            "ipados",
            "kaios",
            "linux",
            "mac",
            "macos",
            "tizen",
            "ubuntu",
            "unknown",
            "webos",
            "windows",
            "Android",
            "Chrome OS",
            "HarmonyOS",
            "Linux",
            "Mac OS X",
            "Ubuntu",
            "Windows",
            "iOS",
            "iPadOS",
            "macOS");

    private KnownLabels() {}

    static boolean contains(String label) {
        return KNOWN.contains(label);
    }
}
