package io.footfall.processor.windows;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.Click;

/**
 * Hash that identifies the visitor of a click: of the record key if there is one, otherwise of country, platform, OS and
 * browser. The latter gives the smallest number of visitors that can have made such clicks.
 */
public final class VisitorHash {
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private VisitorHash() {}

    /**
     * Hashes what identifies the visitor of a click.
     *
     * @param visitorId key of the record, or null
     */
    public static long of(byte[] visitorId, Click click) {
        return visitorId == null ? hashOfAttributes(click) : HASHER.hashBytesToLong(visitorId);
    }

    private static long hashOfAttributes(Click click) {
        return HASHER.hashStream()
                .putString(click.visitorCountry())
                .putString(click.visitorPlatform())
                .putString(click.visitorOs())
                .putString(click.visitorBrowser())
                .getAsLong();
    }
}
