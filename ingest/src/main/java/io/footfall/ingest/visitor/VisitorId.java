package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells visitors apart without knowing them: site, address and user agent in, a keyed hash out. The
 * key changes every day (UTC), so that nobody can be followed from one day to the next, and the
 * address goes nowhere else.
 */
public final class VisitorId {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 16;

    private final byte[] secret;
    private final Clock clock;
    private volatile DailyKey key;

    /** Derives each day's key from the secret, which all replicas must share. */
    public VisitorId(String secret, Clock clock) {
        this.secret = secret.getBytes(UTF_8);
        this.clock = clock;
        this.key = keyOf(LocalDate.now(clock));
    }

    /** The visitor's id of today: 22 letters and digits, {@code -} and {@code _} among them. */
    public String of(String site, String address, String userAgent) {
        var visitor = site + '\n' + address + '\n' + userAgent;
        var hash = hmac(today().key, visitor.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, BYTES));
    }

    private DailyKey today() {
        var today = LocalDate.now(clock);
        var current = key;
        if (!current.day.equals(today)) {
            current = keyOf(today);
            key = current;
        }
        return current;
    }

    private DailyKey keyOf(LocalDate day) {
        return new DailyKey(
                day,
                new SecretKeySpec(
                        hmac(new SecretKeySpec(secret, HMAC), day.toString().getBytes(UTF_8)), HMAC));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] value) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    private record DailyKey(LocalDate day, SecretKeySpec key) {}
}
