package io.footfall.ingest.body;

/**
 * What a body may be at most, so that a stranger's request costs little.
 *
 * @param click the largest click, bytes
 * @param body the largest body, bytes, after its compression has been undone
 * @param clicks the most clicks of an array
 * @param depth how deep objects and arrays may lie in each other
 * @param number the longest number, characters
 */
public record BodyLimits(int click, int body, int clicks, int depth, int number) {}
