package io.footfall.ingest;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The sender of a request's clicks.
 *
 * @param key of the records: the visitor's id, or null if the visitor is unknown
 * @param headers of the records
 * @param trusted whether the rate limit does not apply
 * @param network the part of the sender's address that only this sender uses; never written to Kafka
 */
public record Sender(String key, List<Header> headers, boolean trusted, String network) {}
