package io.footfall.alerts.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.footfall.alerts.notify.Notification;
import java.util.List;

/**
 * An alert and its notifications.
 *
 * @param notifications those that are kept, oldest first, with every attempt at every receiver
 */
public record AlertDetails(
        ListedAlert alert, @JsonProperty("notices") List<Notification> notifications) {}
