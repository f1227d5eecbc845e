package io.footfall.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert;

/**
 * An alert with what operators did about it.
 *
 * @param acknowledgement absent if nobody has acknowledged it
 * @param silence absent if notifications about it are sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedAlert(@JsonUnwrapped Alert alert, Acknowledgement acknowledgement, Silence silence) {}
