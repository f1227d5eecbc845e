package io.footfall.processor;

import io.footfall.events.settings.ServiceMain;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.KafkaStart;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.ClickCountListener;
import io.footfall.processor.alignment.AlignedClientSupplier;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.alignment.WatermarkAlignment;
import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Market;
import io.footfall.processor.requests.ProbePatterns;
import io.footfall.processor.requests.RequestClassifier;
import io.footfall.processor.requests.RequestTopology;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.serving.PointIdentity;
import io.footfall.processor.traffic.ShownArticles;
import io.footfall.processor.windows.Timing;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
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

/** Builds the topology from the settings, after its topics have been created. */
@Singleton
final class TopologyWiring {
    private static final Logger LOG = Logger.getLogger(TopologyWiring.class);
    private static final Duration RIGHTS_TIMEOUT = Duration.ofSeconds(30);
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE;

    /** Checks the settings before anything waits for Kafka. */
    TopologyWiring(ProcessorConfig config) {
        var problems = ProcessorSettingsCheck.problems(config);
        if (!problems.isEmpty()) {
            throw new StartRefusedException(String.join("; ", problems));
        }
    }

    void awaitKafka(
            @Observes @Priority(BEFORE_CHANNELS) StartupEvent started,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics)
            throws InterruptedException {
        KafkaStart.await(kafka, rights(kafka, topics), RIGHTS_TIMEOUT);
    }

    static KafkaRights rights(Map<String, Object> kafka, Topics topics) {
        var groups = new ConsumerGroups(topics);
        var windows = List.of(topics.traffic(), topics.pageViews(), topics.clickCounts());
        var internal = List.of(topics.partialTotals(), topics.mergeProgress());
        return new KafkaRights(kafka)
                .toDescribe(topics.all(1).stream().map(Topic::name).toList())
                .toCreate()
                .toRead(List.of(topics.clicks(), topics.requests(), topics.cleaned()))
                .toRead(windows)
                .toRead(internal)
                .toWrite(topics.perClick())
                .toWrite(List.of(topics.suspiciousRequests()))
                .toWrite(windows)
                .toWrite(internal)
                .toJoin(groups.ofProcessor())
                .toCommit(groups.processor());
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Topics(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    ClicksTopic clicksTopic(
            Topics topics,
            ProcessorConfig config,
            @ConfigProperty(name = "kafka-streams.producer.max.request.size") long maxRequestBytes,
            @Identifier("default-kafka-broker") Map<String, Object> kafka)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            return ClicksTopic.prepare(admin, topics, config.partitions(), maxRequestBytes);
        }
    }

    @Produces
    @Singleton
    PointIdentity pointIdentity(ClicksTopic clicks) {
        var identity = new PointIdentity(clicks.partitions());
        if (!identity.isSafe()) {
            LOG.warnf(
                    "Topic %s has %d partitions: in InfluxDB, clicks of a millisecond that are a multiple of %d offsets"
                            + " apart replace each other. Windows are not affected. If such a loss matters, write no points of"
                            + " single clicks: mp.messaging.incoming.cleaned.enabled=false",
                    clicks.name(), clicks.partitions(), identity.distance());
        }
        return identity;
    }

    @Produces
    @Singleton
    ResumeGuard resumeGuard(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new ResumeGuard(topics.clicks(), new ConsumerGroups(topics).processor(), kafka);
    }

    void close(@Disposes ResumeGuard resume) {
        resume.close();
    }

    @Produces
    @Singleton
    WatermarkAlignment alignment(ClicksTopic clicks) {
        return new WatermarkAlignment(clicks.partitions());
    }

    @Produces
    @Singleton
    AlignmentGuard alignmentGuard() {
        return new AlignmentGuard();
    }

    @Produces
    @Singleton
    KafkaClientSupplier clients(ClicksTopic clicks, WatermarkAlignment alignment, AlignmentGuard guard) {
        return new AlignedClientSupplier(clicks.name(), alignment, guard);
    }

    @Produces
    @Singleton
    Topology topology(
            Topics topics,
            ProcessorConfig config,
            ClicksTopic clicks,
            WatermarkAlignment alignment,
            AlignmentGuard guard,
            ResumeGuard resume,
            ClickCountListener countListener,
            RequestTopology requests) {
        var timing = new Timing(config.grace(), config.idleTimeout(), config.updateInterval());
        var topology = ClickTopology.of(
                topics,
                new ClickValidator(new Market(config.market()), config.maxAhead(), config.maxBehind()),
                new ForbiddenPaths(config.forbiddenPaths()),
                new ShownArticles(config.sites().orElse(List.of()), config.canonicalArticles()),
                timing,
                alignment,
                guard,
                resume::check,
                countListener,
                clicks.partitions());
        var probes = config.probePaths().orElseGet(ProbePatterns::kept);
        requests.addTo(topology, topics, new RequestClassifier(config.forbiddenPaths(), probes), timing);
        return topology;
    }

    /** Errors that Kafka Streams cannot handle end the service. It is restarted and continues after its last commit. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler exitOnFailure() {
        return failure -> {
            var refusal = StartRefusedException.in(failure);
            if (refusal == null) {
                LOG.error("The topology of Kafka Streams has failed; the service exits to be restarted", failure);
            } else {
                LOG.errorf("The processor refuses to start: %s", refusal.getMessage());
            }
            ServiceMain.stopAfterFailure();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        };
    }
}
