package io.footfall.alerts.evaluation;

import io.footfall.alerts.AlertsConfig;
import io.footfall.events.topics.Topics;
import java.util.Map;

/** Creates {@link RetainedEvents} outside of the service. */
public final class RetainedEventsFixture {
    private RetainedEventsFixture() {}

    public static RetainedEvents create(Map<String, Object> kafka, Topics topics, AlertsConfig config) {
        return new RetainedEvents(kafka, topics, new SecurityEventDecoder(topics), config);
    }
}
