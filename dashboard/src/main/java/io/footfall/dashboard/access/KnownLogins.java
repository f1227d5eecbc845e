package io.footfall.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers whose password was right, as a hash with a key that only this process has: a browser sends
 * the password with every request, and the slow hash that it is kept by costs a quarter of a second of
 * CPU. One entry a user.
 */
public final class KnownLogins {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    public KnownLogins() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Whether this very password of this user has been right before. */
    public boolean contains(String user, String password) {
        var expected = known.get(user);
        return expected != null && MessageDigest.isEqual(expected, hash(user, password));
    }

    /** Remembers a password that was right; only of users that there are, or this would grow. */
    public void add(String user, String password) {
        known.put(user, hash(user, password));
    }

    private byte[] hash(String user, String password) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(user.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + ALGORITHM, e);
        }
    }
}
