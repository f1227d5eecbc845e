package io.footfall.alerts.notify;

/** What came of telling one receiver. */
public sealed interface Receipt {
    /** The receiver has taken it. */
    record Delivered() implements Receipt {}

    /**
     * The receiver was not told.
     *
     * @param reason a short, stable code such as {@code webhook:http_500}
     * @param detail one line for people; no secrets
     */
    record Failed(String reason, String detail) implements Receipt {}
}
