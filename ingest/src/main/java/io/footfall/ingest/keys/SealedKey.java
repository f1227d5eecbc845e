package io.footfall.ingest.keys;

/**
 * An encrypted key, a record of the topic {@code visitor-keys}.
 *
 * @param day in UTC, such as {@code 2026-11-30}; any text if the record was not written by ingest
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record SealedKey(String day, byte[] bytes) {}
