package io.footfall.processor;

import io.footfall.events.TopicSetup;
import io.footfall.events.Topics;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.clean.Market;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.windows.Timing;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the topology together from the settings, once the topics that it needs exist. */
@Singleton
final class TopologyWiring {
    private static final Logger LOG = Logger.getLogger(TopologyWiring.class);

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Topics(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    Topology topology(
            Topics topics, ProcessorConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka)
            throws ExecutionException, InterruptedException {
        var market = new Market(config.market());
        return ClickTopology.of(
                topics,
                new Judge(market, config.maxAhead()),
                new ForbiddenPaths(config.forbiddenPaths()),
                new Timing(config.grace(), config.idle(), config.update()),
                partitionsOfClicks(topics, config, kafka));
    }

    /** What Kafka Streams cannot deal with by itself ends the service, which is started again from its last commit. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler endOnFailure() {
        return failure -> {
            LOG.error("the topology has failed; the service ends", failure);
            Quarkus.asyncExit(1);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        };
    }

    private static int partitionsOfClicks(Topics topics, ProcessorConfig config, Map<String, Object> kafka)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            TopicSetup.createMissing(admin, topics.all(config.partitions()));
            var clicks = admin.describeTopics(List.of(topics.clicks()))
                    .allTopicNames()
                    .get();
            return clicks.get(topics.clicks()).partitions().size();
        }
    }
}
