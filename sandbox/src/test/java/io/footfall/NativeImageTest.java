package io.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what native images need, without the half hour that building them takes. */
class NativeImageTest {
    private static final String REGISTRATION = "io.quarkus.runtime.annotations.RegisterForReflection";
    private static final Set<String> READERS = Set.of("read", "named");
    private static final Set<String> READING = Set.of(
            "io.footfall.events.Json",
            "io.footfall.processor.state.StateJson",
            "io.footfall.processor.state.WriteBehindStoreBuilder");

    /** Finds the class objects in every class that reads JSON, which are the types it reads. */
    @ParameterizedTest
    @ValueSource(strings = {"processor", "alerts", "dashboard"})
    void typesReadAsJsonAreRegisteredForReflection(String module) {
        var classes = new ClassFileImporter()
                .importPaths(Path.of("..", module, "target", "classes"), Path.of("..", "events", "target", "classes"));

        var read = readers(classes, module).flatMap(reader -> reader.getReferencedClassObjects().stream()
                .map(ReferencedClassObject::getValue)
                .filter(NativeImageTest::isOurs)
                .map(JavaClass::getName)
                .filter(name -> !reader.getName().startsWith(name)));

        assertThat(read.toList()).isNotEmpty().isSubsetOf(registered(classes));
    }

    private static Stream<JavaClass> readers(JavaClasses classes, String module) {
        return classes.stream()
                .filter(type -> type.getPackageName().startsWith("io.footfall." + module))
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> READERS.contains(call.getName())
                                && READING.contains(call.getTargetOwner().getName())));
    }

    /** The named types and the types of their fields. */
    private static Set<String> registered(JavaClasses classes) {
        var registered = new HashSet<String>();
        classes.stream()
                .filter(type -> type.isAnnotatedWith(REGISTRATION))
                .flatMap(type ->
                        type.getAnnotationOfType(REGISTRATION).tryGetExplicitlyDeclaredProperty("targets").stream())
                .flatMap(targets -> Stream.of((Object[]) targets))
                .forEach(target -> add((JavaClass) target, classes, registered));
        return registered;
    }

    private static void add(JavaClass named, JavaClasses classes, Set<String> registered) {
        if (isOurs(named) && registered.add(named.getName())) {
            classes.get(named.getName()).getFields().stream()
                    .map(field -> field.getType())
                    .map(JavaType::getAllInvolvedRawTypes)
                    .flatMap(Set::stream)
                    .forEach(type -> add(type, classes, registered));
        }
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.footfall");
    }
}
