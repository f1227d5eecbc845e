package io.footfall.alerts.life;

/** Where a finding comes from: the partition and offset of its record. */
public record Source(int partition, long offset) {}
