package io.footfall.events.topics;

import java.util.Map;

/** Definition of a topic: full name, number of partitions, and Kafka settings such as {@code retention.ms}. */
public record Topic(String name, int partitions, Map<String, String> settings) {
    public Topic {
        settings = Map.copyOf(settings);
    }
}
