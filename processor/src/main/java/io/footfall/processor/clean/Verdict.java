package io.footfall.processor.clean;

import io.footfall.events.Click;
import io.footfall.events.Rejection;

/** What becomes of a record of {@code clicks}; there is no fourth way. */
@SuppressWarnings("ArrayRecordComponent") // read once, on its way to the producer
public sealed interface Verdict {
    /**
     * A clean click of a visitor in the market.
     *
     * @param json the click as {@link io.footfall.events.ClickJson#cleaned} writes it
     */
    record Accepted(Click click, byte[] json) implements Verdict {}

    /** A clean click from any other country; the same of it. */
    record OutOfMarket(Click click, byte[] json) implements Verdict {}

    /** Not a clean click, and why. */
    record Rejected(Rejection rejection) implements Verdict {}
}
