package io.footfall.events;

import java.util.Map;

/** A topic as it has to exist: its full name, its number of partitions and its Kafka settings. */
public record Topic(String name, int partitions, Map<String, String> settings) {
    public Topic {
        settings = Map.copyOf(settings);
    }
}
