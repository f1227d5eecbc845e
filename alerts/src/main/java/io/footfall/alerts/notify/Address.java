package io.footfall.alerts.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a receiver is, which may be a secret, in; a short text that tells it from others out. */
final class Address {
    private static final int BYTES = 8;

    private Address() {}

    static String of(String address) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
