package io.footfall.ingest;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Who sends a request's clicks, as far as the log may know.
 *
 * @param key of the records: the visitor's id, or null where nothing is known of the visitor
 * @param headers of the records
 * @param trusted whether the sender may send as much as it likes
 * @param network what of the sender's address belongs to nobody else; known while the request lasts, and never handed on
 */
record Sender(String key, List<Header> headers, boolean trusted, String network) {}
