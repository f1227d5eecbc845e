/** Writes records to Kafka and waits for their acknowledgement. */
package io.footfall.ingest.delivery;
