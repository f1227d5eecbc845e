package io.footfall.alerts.evaluation;

import io.footfall.alerts.rules.SecurityEvent;
import io.footfall.alerts.state.RecordPosition;
import java.time.Instant;

/**
 * A security event with what Kafka knows of its record.
 *
 * @param timestamp of the record
 */
public record ReceivedEvent(SecurityEvent event, RecordPosition position, Instant timestamp) {}
