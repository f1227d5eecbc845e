package io.footfall.benchmarks.report;

/**
 * What one benchmark has found.
 *
 * @param name short, for files
 * @param markdown for people
 * @param data for programs: a record or a collection, written as JSON
 * @param sound whether what must hold did hold
 */
public record Finding(String name, String markdown, Object data, boolean sound) {}
