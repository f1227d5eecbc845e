package io.footfall.ingest.body;

/**
 * Limits of a request body, so that no request is expensive.
 *
 * @param click the largest click, in bytes
 * @param body the largest body after decompression, in bytes
 * @param clicks the most clicks in an array
 * @param depth the deepest nesting of objects and arrays
 * @param number the longest number, in characters
 */
public record BodyLimits(int click, int body, int clicks, int depth, int number) {}
