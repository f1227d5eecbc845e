/** Kafka's clients, and what they find out about topics and consumer groups. */
package io.footfall.benchmarks.kafka;
