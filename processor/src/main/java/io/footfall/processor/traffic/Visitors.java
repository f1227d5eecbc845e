package io.footfall.processor.traffic;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.Click;

/**
 * Counts distinct visitors in 2 KiB, whatever their number; two counts can be merged, over
 * partitions and over windows. A click without a visitor id is told apart by country, platform, OS
 * and browser, which is the least number of visitors that can have made such clicks.
 */
final class Visitors {
    private static final int PRECISION = 11;
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private final Sketch sketch = new Sketch(PRECISION);

    void add(byte[] visitorId, Click click) {
        sketch.add(visitorId == null ? likeness(click) : HASHER.hashBytesToLong(visitorId));
    }

    private static long likeness(Click click) {
        return HASHER.hashStream()
                .putString(click.visitorCountry())
                .putString(click.visitorPlatform())
                .putString(click.visitorOs())
                .putString(click.visitorBrowser())
                .getAsLong();
    }

    void add(Visitors other) {
        sketch.add(other.sketch);
    }

    long estimate() {
        return sketch.estimate();
    }

    String encoded() {
        return sketch.encoded();
    }
}
