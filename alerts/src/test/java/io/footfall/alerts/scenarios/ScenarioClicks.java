package io.footfall.alerts.scenarios;

import io.footfall.events.Click;
import java.util.List;

/** The clean clicks of each second of a scenario. Seconds are asked for in order. */
interface ScenarioClicks {
    List<VisitorClick> in(int second);

    /**
     * A click and what the processor knows of it.
     *
     * @param visitor number of the visitor
     * @param bot whether the visitor is a declared bot
     * @param path the normalised path of a forbidden click; else empty
     * @param pattern the pattern that the path matches
     */
    record VisitorClick(long visitor, Click click, boolean bot, String path, String pattern) {
        VisitorClick(long visitor, Click click, boolean bot) {
            this(visitor, click, bot, "", "");
        }

        boolean isForbidden() {
            return !path.isEmpty();
        }
    }
}
