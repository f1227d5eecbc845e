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
 * Derives pseudonymous visitor ids: a keyed hash of site, address and user agent. The key changes every day (UTC), so
 * that nobody can be followed from one day to the next. The address is used for nothing else.
 */
public final class VisitorId {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec secret;
    private final Clock clock;
    private final ThreadLocal<DailyKey> key;

    /** Each day's key is derived from the secret, which must be the same in all replicas. */
    public VisitorId(String secret, Clock clock) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
        this.clock = clock;
        this.key = ThreadLocal.withInitial(() -> keyOf(today()));
    }

    /** The visitor's id of today: 22 characters of letters, digits, {@code -} and {@code _}. */
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

    /** One for each thread, because a Mac is not thread-safe. */
    private record DailyKey(long day, Mac mac) {}
}
