package io.footfall.processor.batch;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** A record that is derived from one click; its topic and partition are those of its batch. */
@SuppressWarnings("ArrayRecordComponent") // read once, by the producer
public record DerivedRecord(byte[] key, byte[] value, long timestamp, List<Header> headers) {}
