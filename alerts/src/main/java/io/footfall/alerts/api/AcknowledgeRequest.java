package io.footfall.alerts.api;

import jakarta.validation.constraints.Size;

/** Body of a request to acknowledge an alert. */
public record AcknowledgeRequest(@Size(max = 1_000) String comment) {}
