package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongFunction;
import javax.crypto.Mac;

/**
 * Derives pseudonymous visitor ids: a keyed hash of site, address and user agent. The key is another one each day
 * (UTC), so that nobody can be followed from one day to the next. The address is used for nothing else. Of an IPv6
 * address only the network counts: the device itself changes the rest now and then.
 */
public final class VisitorId {
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final LongFunction<Optional<Mac>> keys;
    private final Clock clock;

    /**
     * @param keys by days since 1970 (UTC), the hash with the key of that day, a new object each time; empty if the key
     *     is not known
     */
    public VisitorId(LongFunction<Optional<Mac>> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The visitor's id of today: 22 characters of letters, digits, {@code -} and {@code _}. Empty if today's key is not
     * known.
     */
    public Optional<String> of(String site, String address, String userAgent) {
        var visitor = site + '\n' + ClientAddress.network(address) + '\n' + userAgent;
        var today = Math.floorDiv(clock.millis(), Duration.ofDays(1).toMillis());
        return keys.apply(today)
                .map(mac -> TEXT.encodeToString(Arrays.copyOf(mac.doFinal(visitor.getBytes(UTF_8)), BYTES)));
    }
}
