package io.footfall.alerts.life;

import java.time.Instant;

/**
 * A notice that somebody wants a receiver to be told once more.
 *
 * @param notice its id
 * @param receiver who is to be told
 * @param by who wants it
 * @param at when; an attempt after that fulfils it
 */
public record Redelivery(String notice, String receiver, String by, Instant at) {}
