/** Kafka topics and consumer groups of a serving version, and how to create and read them. */
package io.footfall.events.topics;
