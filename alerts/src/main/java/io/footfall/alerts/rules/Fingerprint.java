package io.footfall.alerts.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns what makes an alert that alert into a short text, the same in every run: the key of its records. */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    public static String of(String... parts) {
        try {
            // A separator that no part can hold, so that ("ab", "c") is not ("a", "bc").
            var text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
