package io.footfall.processor.clean;

import io.footfall.events.Click;
import io.footfall.events.Rejection;

/** Result of the validation of a record of {@code clicks}. */
@SuppressWarnings("ArrayRecordComponent") // read once, on its way to the producer
public sealed interface Verdict {
    /**
     * A valid click of the market.
     *
     * @param json the click as {@link io.footfall.events.ClickJson#cleaned} writes it
     */
    record Accepted(Click click, byte[] json) implements Verdict {}

    /** A valid click from any other country, with the same JSON. */
    record OutOfMarket(Click click, byte[] json) implements Verdict {}

    /** Not a valid click. */
    record Rejected(Rejection rejection) implements Verdict {}
}
