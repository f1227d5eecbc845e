package io.footfall.ingest;

import io.footfall.broker.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real broker for ingest. Arguments are settings of ingest; with {@link #CREATES_TOPICS} the broker has no topics, and
 * creates each that a client asks for.
 */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {
    public static final String CREATES_TOPICS = "creates-topics";

    private final Map<String, String> settings = new HashMap<>();
    private boolean createsTopics;
    private LocalBroker broker;

    @Override
    public void init(Map<String, String> arguments) {
        settings.putAll(arguments);
        createsTopics = settings.remove(CREATES_TOPICS) != null;
    }

    @Override
    public Map<String, String> start() {
        try {
            broker = createsTopics
                    ? new LocalBroker(Map.of("auto.create.topics.enable", "true"), List.of())
                    : new LocalBroker();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not start", e);
        }
        settings.put("kafka.bootstrap.servers", broker.address());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(LocalBroker.class));
    }

    @Override
    public void stop() {
        broker.close();
    }
}
