package io.footfall.alerts.rules;

import io.footfall.events.Click;
import java.util.List;

/** The seconds of a scenario in, one after the other; the clean clicks that come in each out. */
interface Clicks {
    List<Visited> in(int second);

    /**
     * A click and what the processor knows of it.
     *
     * @param visitor whose it is
     * @param bot whether the visitor says that it is one
     * @param path the normalised path, where the click is forbidden; else empty
     * @param pattern the pattern that it matches
     */
    record Visited(long visitor, Click click, boolean bot, String path, String pattern) {
        Visited(long visitor, Click click, boolean bot) {
            this(visitor, click, bot, "", "");
        }

        boolean isForbidden() {
            return !path.isEmpty();
        }
    }
}
