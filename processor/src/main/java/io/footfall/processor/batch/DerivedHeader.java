package io.footfall.processor.batch;

import org.apache.kafka.common.header.Header;

/** A header of a derived record; Kafka's own implementation is internal. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record DerivedHeader(String key, byte[] value) implements Header {}
