package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Base64;

/**
 * Identifies a request body, so that a shipper's repeat of it can be recognised: shippers repeat a body, byte for byte,
 * if they do not get the answer. Two lines of one body have different ids, however equal they are.
 */
final class BatchId {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String prefix;

    /** @param key of the body that the shipper has chosen, or null: then its content is taken */
    BatchId(String key, byte[] body) {
        var hashed = key == null ? body : key.getBytes(UTF_8);
        this.prefix = TEXT.encodeToString(
                        Hashing.xxh3_128().hashBytesTo128Bits(hashed).toByteArray())
                + ":";
    }

    /** The id of a line, ASCII. */
    byte[] ofLine(int number) {
        return (prefix + number).getBytes(UTF_8);
    }
}
