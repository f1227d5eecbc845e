package io.footfall.dashboard.state;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.footfall.events.TrafficWindow;
import java.util.Base64;

/** A window with its visitor sketch decoded, so that an invalid sketch fails when it is read. */
record DecodedWindow(TrafficWindow totals, UltraLogLog visitors) {
    /** The precision of every sketch, see {@link TrafficWindow}. */
    static final int PRECISION = 11;

    static DecodedWindow of(TrafficWindow totals) {
        var sketch = UltraLogLog.wrap(Base64.getDecoder().decode(totals.visitorSketch()));
        if (sketch.getP() != PRECISION) {
            throw new IllegalArgumentException("The visitor sketch of window %s has precision %d instead of %d"
                    .formatted(totals.window().key(), sketch.getP(), PRECISION));
        }
        return new DecodedWindow(totals, sketch);
    }

    /** Whether a later record of the window counts the same clicks; it may still differ in being final. */
    boolean hasSameCounts(TrafficWindow later) {
        return totals.clicks() == later.clicks()
                && totals.bots() == later.bots()
                && totals.lateClicks() == later.lateClicks();
    }
}
