/** Passes many clicks through Kafka Streams as one record, because its own work for a record costs more than ours. */
package io.footfall.processor.batch;
