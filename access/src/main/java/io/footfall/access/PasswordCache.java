package io.footfall.access;

import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches the verified password of each user. A browser sends it with every request, and bcrypt takes a quarter of a
 * second of CPU. The passwords are kept as hashes with a random key of this process.
 */
final class PasswordCache {
    private final KeyedHash keyedHash = new KeyedHash();
    private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();

    /** Whether this password of this user has been verified before. Takes as long for a name without an entry. */
    boolean contains(String user, String password) {
        var hash = keyedHash.of(user, password);
        var expected = hashes.get(user);
        return MessageDigest.isEqual(expected == null ? new byte[hash.length] : expected, hash);
    }

    /** Adds a verified password. Call it for configured users only: each user takes an entry. */
    void add(String user, String password) {
        hashes.put(user, keyedHash.of(user, password));
    }
}
