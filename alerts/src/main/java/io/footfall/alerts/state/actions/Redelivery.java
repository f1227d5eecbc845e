package io.footfall.alerts.state.actions;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Request to send a notification to a receiver once more.
 *
 * @param notification id of the notification
 * @param receiver name of the receiver
 * @param by user name
 * @param at wall-clock time; an attempt after it fulfils the request
 */
public record Redelivery(@JsonProperty("notice") String notification, String receiver, String by, Instant at) {}
