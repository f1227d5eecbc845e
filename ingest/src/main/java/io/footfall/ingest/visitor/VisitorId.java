package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
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
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec secret;
    private final Clock clock;
    private final ThreadLocal<DailyKey> key;

    /** Derives each day's key from the secret, which all replicas must share. */
    public VisitorId(String secret, Clock clock) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
        this.clock = clock;
        this.key = ThreadLocal.withInitial(() -> keyOf(today()));
    }

    /** The visitor's id of today: 22 letters and digits, {@code -} and {@code _} among them. */
    public String of(String site, String address, String userAgent) {
        var visitor = site + '\n' + address + '\n' + userAgent;
        var hash = current().mac.doFinal(visitor.getBytes(UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(hash, BYTES));
    }

    private DailyKey current() {
        var current = key.get();
        var today = today();
        if (current.day != today) {
            current = keyOf(today);
            key.set(current);
        }
        return current;
    }

    private long today() {
        return Math.floorDiv(clock.millis(), Duration.ofDays(1).toMillis());
    }

    private DailyKey keyOf(long day) {
        var date = LocalDate.ofEpochDay(day).toString().getBytes(UTF_8);
        return new DailyKey(day, mac(new SecretKeySpec(mac(secret).doFinal(date), HMAC)));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    /** A thread's own, because a Mac works on one message at a time. */
    private record DailyKey(long day, Mac mac) {}
}
