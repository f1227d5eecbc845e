package io.footfall.processor.requests;

import io.footfall.events.topics.Topics;
import io.footfall.processor.windows.Timing;
import jakarta.inject.Singleton;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The part of the topology that reads access logs. It has no state and nothing to do with the partitions of
 * {@code clicks}.
 *
 * <pre>
 * requests ─ find-suspicious ─ requests-suspicious
 * </pre>
 */
@Singleton
public final class RequestTopology {
    private static final String SOURCE = "requests";
    private static final String PROCESSOR = "find-suspicious";

    private final RequestListener listener;

    RequestTopology(RequestListener listener) {
        this.listener = listener;
    }

    /**
     * Adds a source, a processor and a sink. A visitor is in one partition of the derived topic, as in {@code requests}.
     *
     * @param timing of commits
     */
    public void addTo(Topology topology, Topics topics, RequestClassifier classifier, Timing timing) {
        var bytes = new ByteArrayDeserializer();
        topology.addSource(SOURCE, bytes, bytes, topics.requests());
        topology.addProcessor(PROCESSOR, () -> new SuspiciousRequestFilter(classifier, listener, timing), SOURCE);
        topology.addSink(
                "suspicious-requests",
                topics.suspiciousRequests(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                PROCESSOR);
    }
}
