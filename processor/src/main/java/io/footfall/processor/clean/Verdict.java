package io.footfall.processor.clean;

import io.footfall.events.Click;
import io.footfall.events.Rejection;

/** What becomes of a record of {@code clicks}; there is no fourth way. */
public sealed interface Verdict {
    /** A clean click of a visitor in the market. */
    record Accepted(Click click) implements Verdict {}

    /** A clean click from any other country. */
    record OutOfMarket(Click click) implements Verdict {}

    /** Not a clean click, and why. */
    record Rejected(Rejection rejection) implements Verdict {}
}
