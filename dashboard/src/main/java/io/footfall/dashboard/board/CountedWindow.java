package io.footfall.dashboard.board;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.footfall.events.TrafficWindow;
import java.util.Base64;

/** A window's totals with its visitor sketch decoded, so that a broken sketch is refused on arrival. */
record CountedWindow(TrafficWindow totals, UltraLogLog visitors) {
    /** The precision of every sketch, as {@link TrafficWindow} promises. */
    static final int PRECISION = 11;

    static CountedWindow of(TrafficWindow totals) {
        var sketch = UltraLogLog.wrap(Base64.getDecoder().decode(totals.visitorSketch()));
        if (sketch.getP() != PRECISION) {
            throw new IllegalArgumentException("a visitor sketch of precision " + sketch.getP());
        }
        return new CountedWindow(totals, sketch);
    }

    /** Whether a later record of the window has no click more; it may only say that the window is final. */
    boolean countsAsMuchAs(TrafficWindow later) {
        return totals.clicks() == later.clicks()
                && totals.bots() == later.bots()
                && totals.lateClicks() == later.lateClicks();
    }
}
