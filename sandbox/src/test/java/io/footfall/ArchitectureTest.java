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
            List.of("events", "ingest", "processor", "alerts", "dashboard", "sandbox");

    /** What every module may use; alerts and dashboard also use access. */
    private static final Set<String> CONTRACT = Set.of("events", "events.topics");

    private static final List<Room> ROOMS = List.of(
            room("events").sees(JACKSON),
            room("events.topics")
                    .edge("KafkaAdmin", KAFKA)
                    .edge("TopicConfigSource", QUARKUS)
                    .edge("TopicReader", KAFKA)
                    .edge("TopicSetup", KAFKA),
            room("ingest")
                    .uses("ingest.admission", "ingest.body", "ingest.connection", "ingest.visitor")
                    .sees(KAFKA, QUARKUS, VERTX, METRICS, LOGGING),
            room("ingest.admission").sees(HASH4J),
            room("ingest.body").sees(JACKSON),
            room("ingest.connection").edge("RequestDeadline", VERTX).edge("SlowSenders", VERTX),
            room("ingest.tracker").uses("ingest").edge("TrackerResource", QUARKUS, VERTX),
            room("ingest.visitor").edge("AddressText", VERTX).edge("CountryDatabase", MAXMIND),
            room("processor")
                    .uses(
                            "events",
                            "events.topics",
                            "processor.accounting",
                            "processor.clean",
                            "processor.partials",
                            "processor.replay",
                            "processor.security",
                            "processor.state",
                            "processor.traffic",
                            "processor.windows")
                    .sees(KAFKA, QUARKUS, METRICS, LOGGING),
            room("processor.accounting")
                    .uses("events", "processor.partials", "processor.state")
                    .sees(JACKSON)
                    .edge("MergedAccounts", KAFKA, QUARKUS),
            room("processor.clean").uses("events").sees(JACKSON),
            room("processor.partials").uses("processor.state").sees(JACKSON).edge("PartialDeserializer", KAFKA),
            room("processor.replay")
                    .uses("events", "events.topics")
                    .sees(LOGGING, HASH4J)
                    .edge("CommandConfig", QUARKUS)
                    .edge("DropCommand", KAFKA, INFLUXDB)
                    .edge("InfluxBucket", INFLUXDB)
                    .edge("KafkaLayers", KAFKA)
                    .edge("KafkaOffsets", KAFKA)
                    .edge("KafkaTopic", KAFKA)
                    .edge("ReplayConfig", QUARKUS)
                    .edge("ReplayResource", QUARKUS)
                    .edge("ReplayWatch", KAFKA, QUARKUS, METRICS)
                    .edge("ReplayWiring", QUARKUS),
            room("processor.security").uses("events"),
            room("processor.serving")
                    .uses("events", "events.topics", "processor.partials")
                    .sees(JACKSON, QUARKUS, LOGGING)
                    .edge("BooksChannel", VERTX, METRICS)
                    .edge("CountingCommit", KAFKA)
                    .edge("InfluxStore", INFLUXDB)
                    .edge("KotlinCalls", INFLUXDB, GRAALVM)
                    .edge("PointWriter", INFLUXDB)
                    .edge("Points", INFLUXDB)
                    .edge("PointsChannel", KAFKA, INFLUXDB)
                    .edge("RefusedPoints", KAFKA)
                    .edge("WindowsChannel", KAFKA, INFLUXDB),
            room("processor.state")
                    .uses("events")
                    .sees(JACKSON)
                    .edge("LiveStore", KAFKA)
                    .edge("LiveStoreBuilder", KAFKA),
            room("processor.traffic").uses("events").sees(JACKSON, HASH4J),
            room("processor.windows")
                    .uses("events", "processor.accounting", "processor.partials", "processor.state")
                    .sees(LOGGING, HASH4J)
                    .edge("Horizons", KAFKA)
                    .edge("MergedTotals", KAFKA, QUARKUS)
                    .edge("Once", KAFKA)
                    .edge("PartialTotals", KAFKA),
            room("alerts")
                    .uses("events", "events.topics", "alerts.life", "alerts.notify", "alerts.rules")
                    .sees(JACKSON, KAFKA, QUARKUS, VERTX, METRICS),
            room("alerts.life").uses("events", "alerts.rules"),
            room("alerts.notify")
                    .uses("events", "alerts.life", "alerts.rules")
                    .sees(JACKSON)
                    .edge("MailReceiver", QUARKUS, VERTX),
            room("alerts.rules").uses("events"),
            room("dashboard")
                    .uses(
                            "events",
                            "events.topics",
                            "dashboard.access",
                            "dashboard.board",
                            "dashboard.feed",
                            "dashboard.page")
                    .sees(JACKSON, KAFKA, QUARKUS, VERTX, METRICS, LOGGING),
            room("dashboard.access"),
            room("dashboard.board").uses("events").sees(HASH4J),
            room("dashboard.feed").uses("dashboard.board").sees(JACKSON),
            room("dashboard.page").uses("events", "dashboard.board"),
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
            room("sandbox.console"),
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
                    .uses("sandbox.console", "sandbox.delivery")
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
        return BY_NAME.get(used).module().equals(module)
                || CONTRACT.contains(used)
                || (used.equals("access") && Set.of("alerts", "dashboard").contains(module));
    }

    @Test
    void noPackagesUseEachOtherInACycle() {
        assertThat(ROOMS)
                .noneMatch(room -> reachable(room.name(), new TreeSet<>()).contains(room.name()));
    }

    private static Set<String> reachable(String from, Set<String> found) {
        for (var used : BY_NAME.get(from).uses()) {
            if (found.add(used)) {
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
                .filteredOn(dependency ->
                        !BY_NAME.get(from(dependency)).uses().contains(packageOf(dependency.getTargetClass())))
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
                .filteredOn(dependency -> !BY_NAME.get(from(dependency))
                        .maySee(library(dependency), outermost(dependency.getOriginClass())))
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
