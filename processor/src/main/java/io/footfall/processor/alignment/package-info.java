/**
 * Watermark alignment: partitions of {@code clicks} that are far ahead of the others wait, so that the merge needs
 * little memory; and the Kafka clients through which Kafka Streams takes part in it.
 */
package io.footfall.processor.alignment;
