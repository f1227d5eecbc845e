package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION;
import static io.footfall.sandbox.manifests.RenderedManifests.REPLAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.Topics;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** Topics, groups, buckets, addresses and metrics in manifests are those of the code. */
class NamesDriftTest {
    private static final Pattern METRIC = Pattern.compile("footfall_\\w+");
    private static final Pattern METER = Pattern.compile("\"(footfall\\.[a-z._]+)\"");

    @Test
    void topicsOfProductionAreThoseThatTheProcessorCreates() {
        var manifests = RenderedManifests.of(PRODUCTION);
        var partitions = Integer.parseInt(variable(manifests, "processor", "FOOTFALL_PROCESSOR_PARTITIONS"));

        assertThat(manifests.all(KafkaTopic.class).stream()
                        .map(topic -> new Topic(
                                topic.getMetadata().getName(), topic.getSpec().getPartitions(), config(topic))))
                .containsExactlyInAnyOrderElementsOf(new Topics("").all(partitions));
    }

    @Test
    void theAutoscalerWatchesTheConsumerGroupOfTheProcessor() {
        var manifests = RenderedManifests.of(PRODUCTION);
        var group = ServiceSettings.of("processor")
                .value("quarkus.kafka-streams.application-id")
                .replace("${footfall.group.processor}", new ConsumerGroups(new Topics("")).processor());
        var partitions = Integer.parseInt(variable(manifests, "processor", "FOOTFALL_PROCESSOR_PARTITIONS"));

        assertThat(manifests.all(Keda.ScaledObject.class)).singleElement().satisfies(scaled -> {
            assertThat(scaled.spec.scaleTargetRef().name()).isEqualTo("processor");
            assertThat(scaled.spec.maxReplicaCount()).isEqualTo(partitions);
            assertThat(scaled.spec.triggers()).singleElement().satisfies(trigger -> assertThat(trigger.metadata())
                    .containsEntry("consumerGroup", group)
                    .containsEntry("topic", new Topics("").clicks()));
        });
    }

    @Test
    void theStoreHasTheBucketThatTheProcessorWritesTo() {
        var manifests = RenderedManifests.of(REPLAY);
        var store = manifests.workload("influxdb");
        var setUp = store.environment(store.containers().get(0), manifests);
        var replay = manifests.workload("processor-v2");
        var create = replay.environment(replay.pod().getInitContainers().get(0), manifests);

        assertThat(setUp)
                .containsEntry("DOCKER_INFLUXDB_INIT_BUCKET", variable(manifests, "processor", "INFLUXDB_BUCKET"))
                .containsEntry("DOCKER_INFLUXDB_INIT_ORG", variable(manifests, "processor", "INFLUXDB_ORG"));
        assertThat(create.get("INFLUX_BUCKET_NAME").replace("$(BUCKET)", create.get("BUCKET")))
                .isEqualTo(setUp.get("DOCKER_INFLUXDB_INIT_BUCKET")
                        + new Topics(variable(manifests, "processor-v2", "FOOTFALL_SERVING_VERSION")).suffix());
        assertThat(variable(manifests, "processor", "INFLUXDB_URL")).isEqualTo("http://influxdb:8086");
    }

    @Test
    void theBrokerOfTheBaseAcceptsItsSettingsAndHasTheAddressThatServicesUse() throws IOException {
        var manifests = RenderedManifests.of(BASE);
        var config = manifests.workload("kafka").pod().getVolumes().get(0).getConfigMap();
        var properties = new Properties();
        properties.load(new StringReader(manifests.configMap(config.getName()).get("server.properties")));

        assertThat(properties.stringPropertyNames()).isSubsetOf(AbstractKafkaConfig.CONFIG_DEF.names());
        var broker = KafkaConfig.fromProps(properties, false);
        assertThat(broker.effectiveAdvertisedBrokerListeners().apply(0))
                .extracting(listener -> listener.host() + ":" + listener.port())
                .isEqualTo(variable(manifests, "ingest", "KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void brokersKeepTheOffsetsOfGroupsForYears() throws IOException {
        var base = RenderedManifests.of(BASE);
        var config = base.workload("kafka").pod().getVolumes().get(0).getConfigMap();
        var properties = new Properties();
        properties.load(new StringReader(base.configMap(config.getName()).get("server.properties")));

        assertThat(properties).containsEntry("offsets.retention.minutes", "5256000");
        assertThat(RenderedManifests.of(PRODUCTION).all(Kafka.class))
                .singleElement()
                .satisfies(kafka -> assertThat(kafka.getSpec().getKafka().getConfig())
                        .containsEntry("offsets.retention.minutes", 5_256_000)
                        .containsEntry("auto.create.topics.enable", false));
    }

    @Test
    void mailIsSentToAnAllowedPort() {
        for (var target : List.of(BASE, PRODUCTION)) {
            assertThat(Arrows.of(RenderedManifests.of(target)))
                    .contains("alerts -> anywhere:" + variable(RenderedManifests.of(target), "alerts", "SMTP_PORT"));
        }
    }

    @Test
    void everyMetricInAlertingRulesIsExposedByAService() {
        var meters = meters();
        var metrics = RenderedManifests.of(PRODUCTION).all(PrometheusRule.class).stream()
                .flatMap(rules -> rules.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream())
                .flatMap(rule -> METRIC.matcher(rule.getExpr().getStrVal()).results())
                .map(MatchResult::group)
                .toList();

        assertThat(metrics).hasSizeGreaterThan(4).allSatisfy(metric -> assertThat(meters)
                .anyMatch(meter -> metric.replaceFirst("_total$", "").matches(meter)));
    }

    /** Patterns of the meters in the code. If a name ends in a dot, its last part is computed at run time. */
    private static List<String> meters() {
        return Stream.of("ingest", "processor", "alerts", "dashboard")
                .flatMap(service -> sources(Path.of("..", service, "src", "main", "java")))
                .flatMap(source -> METER.matcher(source).results())
                .map(found -> found.group(1).replaceFirst("\\.$", ".\\\\w+").replace(".", "_"))
                .toList();
    }

    private static Stream<String> sources(Path directory) {
        try (var files = Files.walk(directory)) {
            var texts = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
            return texts.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variable(Manifests manifests, String workload, String name) {
        var found = manifests.workload(workload);
        return found.environment(found.service().orElseThrow(), manifests).get(name);
    }

    private static Map<String, String> config(KafkaTopic topic) {
        var config = new TreeMap<String, String>();
        topic.getSpec().getConfig().forEach((name, value) -> config.put(name, value.toString()));
        return config;
    }
}
