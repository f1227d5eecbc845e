package io.footfall.alerts.state;

/** Position of a record in its topic. */
public record RecordPosition(int partition, long offset) {}
