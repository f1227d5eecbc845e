package io.footfall.processor;

import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.Ledgers;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.clean.Market;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.windows.Pace;
import io.footfall.processor.windows.Timing;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaClientSupplier;
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

    /** The log as it is, once every topic that the topology needs exists beside it. */
    @Produces
    @Singleton
    ClicksTopic clicksTopic(
            Topics topics, ProcessorConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            return ClicksTopic.prepared(admin, topics, config.partitions());
        }
    }

    @Produces
    @Singleton
    Pace pace(ClicksTopic clicks) {
        return new Pace(clicks.partitions());
    }

    @Produces
    @Singleton
    KafkaClientSupplier clients(ClicksTopic clicks, Pace pace) {
        return new AlignedClients(clicks.name(), pace);
    }

    @Produces
    @Singleton
    Topology topology(Topics topics, ProcessorConfig config, ClicksTopic clicks, Pace pace, Ledgers ledgers) {
        var market = new Market(config.market());
        return ClickTopology.of(
                topics,
                config.maxBehind()
                        .map(maxBehind -> new Judge(market, config.maxAhead(), maxBehind))
                        .orElseGet(() -> new Judge(market, config.maxAhead())),
                new ForbiddenPaths(config.forbiddenPaths()),
                new Timing(config.grace(), config.idle(), config.update()),
                pace,
                ledgers,
                clicks.partitions());
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
}
