package io.footfall.events.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes text to 16 hexadecimal digits, the same in every process: for keys, and for secrets that must not be shown. */
public final class ShortHash {
    private static final int BYTES = 8;

    private ShortHash() {}

    public static String of(String... parts) {
        try {
            // A separator that no part can contain, so that ("ab", "c") differs from ("a", "bc").
            var text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
