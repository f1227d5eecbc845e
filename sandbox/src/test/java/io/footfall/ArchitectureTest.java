package io.footfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The direction of the house: {@code events ← services ← sandbox}, and plain Java wherever something is decided. */
class ArchitectureTest {
    private static final List<String> MODULES =
            List.of("events", "ingest", "processor", "alerts", "dashboard", "sandbox");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MODULES).allSatisfy(module -> assertThat(
                        PRODUCT.stream().filter(type -> type.getPackageName().startsWith("io.footfall." + module)))
                .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "ingest", "processor", "alerts", "dashboard", "sandbox"})
    void aModuleKnowsOfNoOtherButEvents(String module) {
        classes()
                .that()
                .resideInAPackage("io.footfall." + module + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("io.footfall.."))
                        .or(resideInAnyPackage("io.footfall.events..", "io.footfall." + module + "..")))
                .check(PRODUCT);
    }

    @Test
    void whatDecidesIsPlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..ingest.admission..",
                        "..ingest.body..",
                        "..ingest.visitor..",
                        "..processor.clean..",
                        "..processor.replay..",
                        "..processor.security..",
                        "..processor.traffic..",
                        "..alerts.rules..",
                        "..alerts.life..",
                        "..alerts.notify..",
                        "..dashboard.access..",
                        "..dashboard.board..",
                        "..dashboard.feed..",
                        "..dashboard.page..")
                .and()
                .haveNameNotMatching(".*(Channel|Config|MailReceiver|MailReceiver\\$\\w+)")
                .and()
                .haveNameNotMatching(".*replay\\.(Kafka.*|Replay(Resource|Watch|Wiring)|DropCommand)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "io.vertx..", "org.apache.kafka..")
                .check(PRODUCT);
    }
}
