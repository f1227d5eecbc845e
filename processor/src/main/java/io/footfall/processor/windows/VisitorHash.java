package io.footfall.processor.windows;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.Click;

/**
 * The key of a record and its click in; a number that tells its visitor apart out. A click without a
 * key is told apart by country, platform, OS and browser, which is the least number of visitors that
 * can have made such clicks.
 */
public final class VisitorHash {
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private VisitorHash() {}

    /**
     * The number.
     *
     * @param visitorId the record's key, or null
     */
    public static long of(byte[] visitorId, Click click) {
        return visitorId == null ? likeness(click) : HASHER.hashBytesToLong(visitorId);
    }

    private static long likeness(Click click) {
        return HASHER.hashStream()
                .putString(click.visitorCountry())
                .putString(click.visitorPlatform())
                .putString(click.visitorOs())
                .putString(click.visitorBrowser())
                .getAsLong();
    }
}
