package io.footfall.alerts.life;

import java.time.Instant;

/**
 * A receiver that has said that it is gone for good, and is not told any more: until somebody enables
 * it, or it has another address.
 *
 * @param receiver its name
 * @param address a hash of where it was
 * @param at when it said so
 */
public record Disablement(String receiver, String address, Instant at) {}
