package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongFunction;
import javax.crypto.Mac;

/**
 * Identifies request bodies, so that a shipper's repeat can be recognised: shippers repeat a body, byte for byte, if
 * they do not get the answer. The id is a hash with the key of the day, because a body has addresses: without the key,
 * who has the records could try which address a short body must have had.
 */
final class BatchId {
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final LongFunction<Optional<Mac>> keys;
    private final Clock clock;
    private final Duration retryAfter;

    /** @param keys by days since 1970 (UTC), the hash with the key of that day, a new object each time */
    BatchId(LongFunction<Optional<Mac>> keys, Clock clock, Duration retryAfter) {
        this.keys = keys;
        this.clock = clock;
        this.retryAfter = retryAfter;
    }

    /**
     * The id of a body, ASCII.
     *
     * @param key of the body that the shipper has chosen, or null: then its content is taken
     * @throws RejectedRequest as long as today's key is not known
     */
    String of(String key, byte[] body) {
        var today = Math.floorDiv(clock.millis(), Duration.ofDays(1).toMillis());
        var mac = keys.apply(today)
                .orElseThrow(() -> new RejectedRequest(
                        Reason.UNAVAILABLE, "Kafka has no key for the visitor ids of today yet", retryAfter));
        // No visitor id is the hash of such a text.
        mac.update((byte) 0);
        var hash = mac.doFinal(key == null ? body : key.getBytes(UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(hash, BYTES));
    }
}
