package io.footfall.benchmarks.clicks;

/**
 * A record of {@code clicks}.
 *
 * @param partition where it belongs, the same for all clicks of a visitor
 * @param key the visitor's id, or null
 * @param logTime when the log took it, ms since the epoch
 * @param bot the name of the bot that sent it, or null
 */
@SuppressWarnings("ArrayRecordComponent") // made by the million, never compared
public record MadeClick(int partition, byte[] key, byte[] value, long logTime, byte[] bot) {}
