package io.footfall.ingest.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of today and tomorrow (UTC), the same in all replicas: the first shared key of a day that the secret opens.
 * A replica that finds none for a day adds a random one, and then reads which one is the first. The key of a day is
 * there a day ahead, so that nothing has to work at midnight.
 *
 * <p>{@link #refresh} belongs to one thread; all threads may use the keys.
 */
final class DayKeys {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SharedKeys shared;
    private final KeySeal seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private Map<LocalDate, byte[]> keys = Map.of();
    private boolean hasForeign;
    private volatile Map<Long, Mac> macs = Map.of();

    DayKeys(SharedKeys shared, KeySeal seal, Clock clock) {
        this.shared = shared;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What a refresh has found that should not be.
     *
     * @param hasForeignKeys there are keys of these days that the secret does not open
     * @param hasReplacedKey the key of a day is another one than before
     */
    record Refresh(boolean hasForeignKeys, boolean hasReplacedKey) {}

    /** A new keyed hash with the key of a day; empty if that is neither today nor tomorrow as of the last refresh. */
    Optional<Mac> mac(long epochDay) {
        return Optional.ofNullable(macs.get(epochDay)).map(DayKeys::copy);
    }

    /** Whether today's key is known. */
    boolean isUpToDate() {
        return macs.containsKey(today().toEpochDay());
    }

    /** Whether the keys of today and tomorrow are known. */
    boolean isComplete() {
        return isUpToDate() && macs.containsKey(today().plusDays(1).toEpochDay());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Reads the keys of today and tomorrow, adds those that are missing, and drops those of past days. */
    Refresh refresh() throws InterruptedException {
        var today = today();
        var days = List.of(today, today.plusDays(1));
        var found = read(days);
        for (var day : days) {
            if (!found.containsKey(day)) {
                // A key that is in use, but is lost for other replicas, is added again.
                var key = keys.getOrDefault(day, randomKey());
                shared.add(seal.seal(day.toString(), key));
            }
        }
        var agreed = found.size() == days.size() ? found : read(days);
        if (agreed.size() < days.size()) {
            throw new IllegalStateException("a key that was just added is not there");
        }
        var replaces =
                days.stream().anyMatch(day -> keys.containsKey(day) && !Arrays.equals(keys.get(day), agreed.get(day)));
        use(agreed);
        return new Refresh(hasForeign, replaces);
    }

    private Map<LocalDate, byte[]> read(List<LocalDate> days) throws InterruptedException {
        var found = new HashMap<LocalDate, byte[]>();
        hasForeign = false;
        for (var sealed : shared.read()) {
            for (var day : days) {
                if (sealed.day().equals(day.toString())) {
                    var key = seal.open(sealed);
                    hasForeign |= key.isEmpty();
                    key.ifPresent(first -> found.putIfAbsent(day, first));
                }
            }
        }
        return found;
    }

    private void use(Map<LocalDate, byte[]> agreed) {
        keys = agreed;
        macs = agreed.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key.getKey().toEpochDay(), key -> mac(key.getValue())));
    }

    private byte[] randomKey() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the Java runtime cannot clone " + HMAC, e);
        }
    }
}
