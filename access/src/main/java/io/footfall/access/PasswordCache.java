package io.footfall.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Caches the verified password of each user. A browser sends it with every request, and bcrypt takes a quarter of a
 * second of CPU. The passwords are kept as hashes with a random key of this process.
 */
final class PasswordCache {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();

    PasswordCache() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Whether this password of this user has been verified before. */
    boolean contains(String user, String password) {
        var expected = hashes.get(user);
        return expected != null && MessageDigest.isEqual(expected, hash(user, password));
    }

    /** Adds a verified password. Call it for configured users only: each user takes an entry. */
    void add(String user, String password) {
        hashes.put(user, hash(user, password));
    }

    private byte[] hash(String user, String password) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(user.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
