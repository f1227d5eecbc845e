package io.footfall.alerts.state.actions;

import java.time.Instant;

/**
 * A receiver that answered that it is gone (410). It gets no more notifications until somebody enables it or it has
 * another address.
 *
 * @param receiver its name
 * @param address hash of its address
 * @param at wall-clock time of the answer
 */
public record DisabledReceiver(String receiver, String address, Instant at) {}
