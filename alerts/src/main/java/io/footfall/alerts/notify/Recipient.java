package io.footfall.alerts.notify;

/**
 * A receiver as the operator has set it up.
 *
 * @param name the operator's name for it
 * @param route what it is told of
 * @param receiver how it is told
 */
public record Recipient(String name, Route route, Receiver receiver) {}
