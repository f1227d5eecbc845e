package io.footfall.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.stream.SseEventLog;
import io.footfall.events.Json;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.KafkaStart;
import io.footfall.events.topics.Topics;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the beans that are plain Java, and configures JSON as in the topics. */
class DashboardWiring {
    private static final Duration RIGHTS_TIMEOUT = Duration.ofSeconds(5);
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE;

    void awaitKafka(
            @Observes @Priority(BEFORE_CHANNELS) StartupEvent started,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics)
            throws InterruptedException {
        KafkaStart.await(kafka, rights(kafka, topics), RIGHTS_TIMEOUT);
    }

    static KafkaRights rights(Map<String, Object> kafka, Topics topics) {
        var groups = new ConsumerGroups(topics);
        return new KafkaRights(kafka)
                .toDescribe(List.of(topics.clicks()))
                .toRead(List.of(topics.traffic(), topics.clickCounts(), topics.alerts()))
                .toJoin(groups.dashboards())
                .toDescribeGroup(groups.processor());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Dashboard dashboard(
            Clock clock, @ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Dashboard(clock, servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Topics(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    SseEventLog events(Clock clock, DashboardConfig config) {
        var epoch = UUID.randomUUID().toString().replace("-", "");
        return new SseEventLog(epoch, config.resumeWindow(), config.retry(), clock, Json.MAPPER);
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer jsonOfTopics() {
        return new ObjectMapperCustomizer() {
            @Override
            public void customize(ObjectMapper mapper) {
                Json.configure(mapper);
            }

            @Override
            public int priority() {
                return MINIMUM_PRIORITY;
            }
        };
    }
}
