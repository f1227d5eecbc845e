package io.footfall;

import static io.footfall.Library.GRAALVM;
import static io.footfall.Library.GREENMAIL;
import static io.footfall.Library.HASH4J;
import static io.footfall.Library.INFLUXDB;
import static io.footfall.Library.JACKSON;
import static io.footfall.Library.KAFKA;
import static io.footfall.Library.LOGGING;
import static io.footfall.Library.MAXMIND;
import static io.footfall.Library.METRICS;
import static io.footfall.Library.PICOCLI;
import static io.footfall.Library.QUARKUS;
import static io.footfall.Library.QUESTDB;
import static io.footfall.Library.VERTX;
import static io.footfall.Room.room;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which package of main code may use which other packages and see which libraries. The table is exact: a package that
 * is not listed, a dependency that is not allowed, and an entry that nothing needs fail a test.
 */
class ArchitectureTest {
    private static final String ROOT = "io.footfall.";
    private static final List<String> MODULES =
            List.of("events", "access", "ingest", "processor", "alerts", "dashboard", "sandbox");

    /** What every module may use; alerts and dashboard also use access. */
    private static final Set<String> CONTRACT =
            Set.of("events", "events.requests", "events.settings", "events.text", "events.topics");

    private static final List<Room> ROOMS = List.of(
            room("events").uses("events.text").sees(JACKSON),
            room("events.requests").uses("events").sees(JACKSON),
            room("events.settings")
                    .edge("BrokerNames", KAFKA, LOGGING)
                    .edge("RepeatedWarnings", QUARKUS, LOGGING)
                    .edge("ServiceMain", QUARKUS, LOGGING)
                    .edge("ShutdownDeadline", LOGGING)
                    .edge("StartFailure", QUARKUS),
            room("events.text"),
            room("events.topics")
                    .uses("events.settings")
                    .edge("KafkaAdmin", KAFKA)
                    .edge("KafkaClientDefaults", QUARKUS)
                    .edge("KafkaRights", KAFKA)
                    .edge("TopicCheck", KAFKA)
                    .edge("TopicConfigSource", QUARKUS)
                    .edge("TopicReader", KAFKA)
                    .edge("TopicSetup", KAFKA),
            room("access").sees(QUARKUS, VERTX),
            room("ingest")
                    .uses(
                            "events",
                            "events.settings",
                            "events.text",
                            "events.topics",
                            "ingest.admission",
                            "ingest.body",
                            "ingest.connection",
                            "ingest.delivery",
                            "ingest.keys",
                            "ingest.visitor")
                    .sees(KAFKA, QUARKUS, VERTX, METRICS, LOGGING),
            room("ingest.accesslog")
                    .uses("events.requests", "events.text", "ingest.body")
                    .sees(JACKSON),
            room("ingest.admission").uses("events.text").sees(HASH4J),
            room("ingest.body").uses("events.text").sees(JACKSON),
            room("ingest.connection")
                    .edge("ConnectionInitializer", VERTX)
                    .edge("ConnectionLimit", VERTX)
                    .edge("RequestDeadline", VERTX),
            room("ingest.delivery").uses("ingest.admission").sees(KAFKA),
            room("ingest.keys")
                    .uses("events.settings", "events.topics", "ingest")
                    .edge("VisitorKeyTopic", KAFKA)
                    .edge("VisitorKeys", QUARKUS, LOGGING),
            room("ingest.requests")
                    .uses(
                            "events.requests",
                            "events.settings",
                            "events.topics",
                            "ingest",
                            "ingest.accesslog",
                            "ingest.admission",
                            "ingest.delivery",
                            "ingest.keys",
                            "ingest.visitor")
                    .sees(KAFKA, QUARKUS, VERTX, METRICS, LOGGING),
            room("ingest.tracker").uses("ingest").edge("TrackerRoute", QUARKUS, VERTX),
            room("ingest.visitor")
                    .uses("events.text")
                    .edge("CountryDatabase", MAXMIND)
                    .edge("ForwardedForCheck", LOGGING)
                    .edge("IpAddressParser", VERTX),
            room("processor")
                    .uses(
                            "events",
                            "events.settings",
                            "events.text",
                            "events.topics",
                            "processor.accounting",
                            "processor.alignment",
                            "processor.batch",
                            "processor.clean",
                            "processor.partials",
                            "processor.replay.drop",
                            "processor.requests",
                            "processor.security",
                            "processor.serving",
                            "processor.state",
                            "processor.traffic",
                            "processor.windows")
                    .sees(KAFKA, QUARKUS, METRICS, LOGGING),
            room("processor.accounting").uses("events"),
            room("processor.alignment")
                    .uses("processor.batch", "processor.state")
                    .edge("AlignedClientSupplier", KAFKA)
                    .edge("AlignedConsumer", KAFKA)
                    .edge("MergeProgressReader", KAFKA)
                    .edge("TopologyProducer", KAFKA),
            room("processor.batch").sees(KAFKA),
            room("processor.clean").uses("events", "events.text").sees(JACKSON),
            room("processor.partials")
                    .uses("processor.accounting", "processor.state")
                    .sees(JACKSON)
                    .edge("PartialMessageDeserializer", KAFKA),
            room("processor.replay")
                    .uses("events", "events.topics", "processor.replay.diff", "processor.replay.version")
                    .sees(LOGGING)
                    .edge("ReplayConfig", QUARKUS)
                    .edge("ReplayMonitor", QUARKUS, METRICS)
                    .edge("ReplayResource", QUARKUS)
                    .edge("ReplayWiring", QUARKUS),
            room("processor.replay.diff")
                    .uses("events", "events.topics", "processor.replay.version")
                    .sees(HASH4J)
                    .edge("DerivedTopicReader", KAFKA)
                    .edge("VersionComparison", KAFKA),
            room("processor.replay.drop")
                    .uses("events.topics", "processor.replay.version", "processor.serving.influxdb")
                    .edge("CommandConfig", QUARKUS)
                    .edge("DropCommand", KAFKA, INFLUXDB)
                    .edge("InfluxBucket", INFLUXDB),
            room("processor.replay.version").uses("events.topics").edge("VersionOffsets", KAFKA),
            room("processor.requests")
                    .uses("events.requests", "events.text", "events.topics", "processor.security", "processor.windows")
                    .sees(JACKSON)
                    .edge("RequestMetrics", METRICS, QUARKUS)
                    .edge("RequestTopology", KAFKA, QUARKUS)
                    .edge("SuspiciousRequestFilter", KAFKA, LOGGING),
            room("processor.security").uses("events"),
            room("processor.serving")
                    .uses(
                            "events",
                            "events.settings",
                            "events.text",
                            "events.topics",
                            "processor.accounting",
                            "processor.partials",
                            "processor.serving.influxdb",
                            "processor.serving.lines",
                            "processor.state")
                    .sees(QUARKUS, LOGGING)
                    .edge("ClickPoints", KAFKA, INFLUXDB)
                    .edge("CommittedPointCounts", KAFKA)
                    .edge("OwnedPartitions", KAFKA)
                    .edge("Points", INFLUXDB)
                    .edge("PointsChannel", KAFKA)
                    .edge("RecordPoint", KAFKA)
                    .edge("RefusedPoints", KAFKA)
                    .edge("StoredPointCommitHandler", KAFKA, VERTX)
                    .edge("StoredPointMetrics", METRICS)
                    .edge("TotalsChannel", KAFKA, INFLUXDB),
            room("processor.serving.influxdb")
                    .uses("events", "events.text", "events.topics")
                    .sees(QUARKUS)
                    .edge("BucketRetention", LOGGING)
                    .edge("InfluxOutage", METRICS, LOGGING)
                    .edge("InfluxResponse", JACKSON)
                    .edge("InfluxStore", INFLUXDB)
                    .edge("KotlinCalls", INFLUXDB, GRAALVM)
                    .edge("OrganizationBuckets", INFLUXDB),
            room("processor.serving.lines").uses("events.text", "processor.serving.influxdb"),
            room("processor.state")
                    .uses("events")
                    .sees(JACKSON)
                    .edge("WriteBehindStore", KAFKA)
                    .edge("WriteBehindStoreBuilder", KAFKA),
            room("processor.traffic").uses("events", "events.text").sees(JACKSON, HASH4J),
            room("processor.windows")
                    .uses("events", "processor.alignment", "processor.partials", "processor.state")
                    .sees(LOGGING, HASH4J)
                    .edge("FreshCommits", KAFKA)
                    .edge("MergedTotals", KAFKA, QUARKUS)
                    .edge("OneShotPunctuator", KAFKA)
                    .edge("PartialTotals", KAFKA),
            room("alerts")
                    .uses(
                            "events",
                            "events.topics",
                            "alerts.evaluation",
                            "alerts.leader",
                            "alerts.notify",
                            "alerts.notify.delivery",
                            "alerts.notify.mail",
                            "alerts.notify.webhook",
                            "alerts.rules",
                            "alerts.state",
                            "alerts.state.actions")
                    .sees(JACKSON, QUARKUS, VERTX),
            room("alerts.api")
                    .uses(
                            "events",
                            "events.text",
                            "alerts.api.openapi",
                            "alerts.evaluation",
                            "alerts.notify",
                            "alerts.rules",
                            "alerts.state",
                            "alerts.state.actions")
                    .sees(JACKSON, QUARKUS)
                    .edge("BacktestResource", KAFKA),
            room("alerts.api.openapi").edge("AlertsApiDocument", QUARKUS).edge("OptionsFilter", QUARKUS),
            room("alerts.evaluation")
                    .uses("events", "events.requests", "events.topics", "alerts", "alerts.rules", "alerts.state")
                    .edge("KeptRecords", KAFKA)
                    .edge("RetainedEvents", KAFKA, QUARKUS)
                    .edge("SecurityEventDecoder", KAFKA, QUARKUS),
            room("alerts.leader")
                    .uses(
                            "events.settings",
                            "events.text",
                            "events.topics",
                            "alerts",
                            "alerts.evaluation",
                            "alerts.notify",
                            "alerts.notify.delivery",
                            "alerts.rules",
                            "alerts.state",
                            "alerts.state.actions")
                    .edge("ActiveReplica", QUARKUS)
                    .edge("ActiveStandbyAssignor", KAFKA, QUARKUS)
                    .edge("AssignorGuard", QUARKUS)
                    .edge("LeaderLoop", QUARKUS)
                    .edge("LeadershipListener", KAFKA, QUARKUS)
                    .edge("SecurityChannel", KAFKA, QUARKUS)
                    .edge("StartOffsets", KAFKA, QUARKUS),
            room("alerts.notify")
                    .uses("events", "events.text", "alerts.state.actions")
                    .sees(JACKSON)
                    .edge("Attempt", QUARKUS),
            room("alerts.notify.delivery")
                    .uses("events", "alerts.notify", "alerts.state.actions")
                    .edge("DeliveryMetrics", QUARKUS, METRICS),
            room("alerts.notify.mail")
                    .uses("events", "events.text", "alerts", "alerts.notify")
                    .edge("MailNotifier", QUARKUS, VERTX)
                    .edge("MailServer", QUARKUS, VERTX)
                    .edge("SmtpConfig", QUARKUS, VERTX),
            room("alerts.notify.webhook")
                    .uses("events", "events.text", "alerts.notify")
                    .edge("WebhookEndpoint", VERTX)
                    .edge("WebhookNotifier", VERTX)
                    .edge("WebhookProxy", VERTX),
            room("alerts.rules")
                    .uses("events", "events.requests", "events.text", "alerts.rules.probes")
                    .edge("RulesConfig", QUARKUS),
            room("alerts.rules.probes").uses("events", "events.requests", "events.text"),
            room("alerts.state")
                    .uses(
                            "events",
                            "events.settings",
                            "events.topics",
                            "alerts",
                            "alerts.notify",
                            "alerts.rules",
                            "alerts.state.actions")
                    .edge("AlertsLogProducer", KAFKA, QUARKUS)
                    .edge("AlertsViewConsumer", KAFKA, QUARKUS)
                    .edge("OperatorActionsChannel", QUARKUS),
            room("alerts.state.actions")
                    .uses("events")
                    .sees(JACKSON)
                    .edge("Acknowledgement", QUARKUS)
                    .edge("Silence", QUARKUS),
            room("dashboard")
                    .uses("access", "events", "events.topics", "dashboard.page", "dashboard.state", "dashboard.stream")
                    .sees(JACKSON, KAFKA, QUARKUS, VERTX, METRICS, LOGGING),
            room("dashboard.page").uses("events", "dashboard.state"),
            room("dashboard.state")
                    .uses("events", "events.text")
                    .sees(JACKSON, HASH4J)
                    .edge("Snapshot", QUARKUS),
            room("dashboard.stream").uses("events", "dashboard.state").sees(JACKSON),
            room("sandbox")
                    .uses(
                            "events",
                            "events.topics",
                            "sandbox.children",
                            "sandbox.console",
                            "sandbox.data",
                            "sandbox.debug",
                            "sandbox.delivery",
                            "sandbox.kafka",
                            "sandbox.mail",
                            "sandbox.replay",
                            "sandbox.services",
                            "sandbox.store",
                            "sandbox.traffic")
                    .sees(JACKSON, PICOCLI),
            room("sandbox.children").uses("sandbox.console"),
            room("sandbox.console").uses("events.text"),
            room("sandbox.data"),
            room("sandbox.debug")
                    .uses("events", "events.topics", "sandbox.children", "sandbox.console", "sandbox.data")
                    .edge("DebugCommand", PICOCLI)
                    .edge("DebugReader", KAFKA)
                    .edge("RecordLine", KAFKA),
            room("sandbox.delivery"),
            room("sandbox.kafka")
                    .uses("events.topics", "sandbox.children")
                    .edge("LocalKafka", KAFKA)
                    .edge("LocalTopics", KAFKA),
            room("sandbox.mail")
                    .uses("sandbox.console")
                    .edge("LocalMail", GREENMAIL)
                    .edge("MailRecipient", GREENMAIL)
                    .edge("Mailbox", GREENMAIL),
            room("sandbox.replay")
                    .uses("events", "sandbox.console", "sandbox.delivery")
                    .sees(JACKSON)
                    .edge("KafkaDestination", KAFKA)
                    .edge("ReplaySpeed", PICOCLI),
            room("sandbox.services").uses("sandbox.children"),
            room("sandbox.store").edge("LocalStore", QUESTDB),
            room("sandbox.traffic").uses("events", "sandbox.delivery"));

    private static final Map<String, Room> BY_NAME = ROOMS.stream().collect(toMap(Room::name, Function.identity()));
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void everyPackageIsInTheTable() {
        var packages = CLASSES.stream().map(ArchitectureTest::packageOf).collect(toSet());

        assertThat(packages).containsExactlyInAnyOrderElementsOf(BY_NAME.keySet());
    }

    @Test
    void modulesUseOnlyTheContractAndThemselves() {
        for (var room : ROOMS) {
            assertThat(room.uses()).as(room.name()).allMatch(used -> isAllowed(room.module(), used));
        }
    }

    private static boolean isAllowed(String module, String used) {
        return (used + ".").startsWith(module + ".")
                || CONTRACT.contains(used)
                || (used.equals("access") && Set.of("alerts", "dashboard").contains(module));
    }

    /** Without the root package of a module, which wires the others and holds the configuration that they use. */
    @Test
    void noPackagesUseEachOtherInACycle() {
        assertThat(ROOMS)
                .noneMatch(room -> reachable(room.name(), new TreeSet<>()).contains(room.name()));
    }

    private static Set<String> reachable(String from, Set<String> found) {
        for (var used : BY_NAME.getOrDefault(from, room(from)).uses()) {
            if (used.contains(".") && found.add(used)) {
                reachable(used, found);
            }
        }
        return found;
    }

    @Test
    void packagesUseOnlyThePackagesInTheirRow() {
        var uses = dependencies()
                .filter(ArchitectureTest::isOurs)
                .filter(dependency -> !from(dependency).equals(packageOf(dependency.getTargetClass())))
                .toList();

        assertThat(uses)
                .filteredOn(dependency -> !row(dependency).uses().contains(packageOf(dependency.getTargetClass())))
                .as("packages that are not in the table")
                .isEmpty();
        var needed = uses.stream()
                .map(dependency -> from(dependency) + " uses " + packageOf(dependency.getTargetClass()))
                .collect(toSet());
        assertThat(ROOMS.stream().flatMap(room -> room.uses().stream().map(used -> room.name() + " uses " + used)))
                .as("entries of the table that nothing needs")
                .filteredOn(entry -> !needed.contains(entry))
                .isEmpty();
    }

    @Test
    void packagesSeeOnlyTheLibrariesInTheirRow() {
        var sees = dependencies().filter(dependency -> !isOurs(dependency)).toList();

        assertThat(sees)
                .filteredOn(dependency ->
                        !row(dependency).maySee(library(dependency), outermost(dependency.getOriginClass())))
                .as("libraries that are not in the table")
                .isEmpty();
        var needed = sees.stream()
                .flatMap(dependency -> Stream.of(
                        from(dependency) + " sees " + library(dependency),
                        from(dependency) + "." + outermost(dependency.getOriginClass()) + " sees "
                                + library(dependency)))
                .collect(toSet());
        assertThat(ROOMS.stream().flatMap(ArchitectureTest::libraries))
                .as("entries of the table that nothing needs")
                .filteredOn(entry -> !needed.contains(entry))
                .isEmpty();
    }

    private static Stream<String> libraries(Room room) {
        return Stream.concat(
                room.sees().stream().map(library -> room.name() + " sees " + library),
                room.edges().entrySet().stream().flatMap(edge -> edge.getValue().stream()
                        .map(library -> room.name() + "." + edge.getKey() + " sees " + library)));
    }

    private static Stream<Dependency> dependencies() {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        !Library.isJdk(target(dependency)) && target(dependency).contains("."));
    }

    private static boolean isOurs(Dependency dependency) {
        return target(dependency).startsWith(ROOT);
    }

    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getName();
    }

    private static Library library(Dependency dependency) {
        return Library.of(target(dependency));
    }

    /** The row of the package that has the dependency; empty if there is none. */
    private static Room row(Dependency dependency) {
        return BY_NAME.getOrDefault(from(dependency), room(from(dependency)));
    }

    private static String from(Dependency dependency) {
        return packageOf(dependency.getOriginClass());
    }

    private static String packageOf(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }
}
