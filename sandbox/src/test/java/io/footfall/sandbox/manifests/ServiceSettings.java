package io.footfall.sandbox.manifests;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of a service, from its compiled configuration interfaces and its properties file. */
final class ServiceSettings {
    private static final Pattern IN_PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):");
    /** Settings of the events module, of Quarkus, and of SmallRye Config. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "footfall.serving-version",
            "quarkus.http.host",
            "quarkus.oidc.auth-server-url",
            "quarkus.oidc.authentication.state-secret",
            "quarkus.oidc.client-id",
            "quarkus.oidc.credentials.secret",
            "quarkus.oidc.logout.path",
            "quarkus.oidc.roles.source",
            "quarkus.oidc.tenant-enabled",
            "quarkus.oidc.token.audience",
            "quarkus.oidc.token-state-manager.encryption-secret",
            "smallrye.config.locations",
            "smallrye.config.source.file.locations");

    private static final Path LIBRARIES = Path.of("quarkus-app", "lib", "main");

    private final Properties file = new Properties();
    private final Set<String> names;

    private ServiceSettings(Path module) throws IOException {
        try (var reader = Files.newBufferedReader(
                module.resolve(Path.of("src", "main", "resources", "application.properties")))) {
            file.load(reader);
        }
        names = Stream.of(
                        mapped(module.resolve("target")),
                        file.stringPropertyNames().stream(),
                        file.values().stream().flatMap(ServiceSettings::placeholders),
                        ProducerConfig.configNames().stream().map(name -> "kafka." + name),
                        OF_LIBRARIES.stream())
                .flatMap(found -> found)
                .collect(toSet());
    }

    static ServiceSettings of(String service) {
        try {
            return new ServiceSettings(Path.of("..", service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String value(String property) {
        return file.getProperty(property);
    }

    /** Seconds in which the service finishes requests in flight, {@code quarkus.shutdown.timeout}. */
    int shutdownSeconds() {
        return Integer.parseInt(
                file.getProperty("quarkus.shutdown.timeout", "0S").replace("S", ""));
    }

    /** Whether a secret file of that name is a setting. */
    boolean hasProperty(String name) {
        return names.stream()
                .anyMatch(known -> pattern(known, "[^.]+").matcher(name).matches());
    }

    /** Whether an environment variable of that name is a setting. */
    boolean hasVariable(String name) {
        return names.stream()
                .anyMatch(known -> pattern(known.replaceAll("[^*\\w]", "_").toUpperCase(Locale.ROOT), "\\w+")
                        .matcher(name)
                        .matches());
    }

    private static Pattern pattern(String known, String anyName) {
        return Pattern.compile(Pattern.quote(known).replace("*", "\\E" + anyName + "\\Q"));
    }

    private static Stream<String> placeholders(Object value) {
        return IN_PLACEHOLDER.matcher(value.toString()).results().map(found -> found.group(1));
    }

    private static Stream<String> mapped(Path target) throws IOException {
        var mappings = new ClassFileImporter()
                .importLocations(ourClasses(target)).stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .toList();
        try (var loader = new URLClassLoader(classPath(target), ServiceSettings.class.getClassLoader())) {
            return mappings.stream()
                    .map(mapping -> ConfigClass.configClass(
                            load(loader, mapping.getName()),
                            mapping.getAnnotationOfType(ConfigMapping.class).prefix()))
                    .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
                    .toList()
                    .stream();
        }
    }

    /** Classes of the service, and of the modules of this project that it is built with. */
    private static List<Location> ourClasses(Path target) throws IOException {
        var locations = new ArrayList<>(List.of(Location.of(target.resolve("classes"))));
        try (var libraries = Files.newDirectoryStream(target.resolve(LIBRARIES), "io.footfall.*.jar")) {
            for (var library : libraries) {
                locations.add(Location.of(new JarFile(library.toFile())));
            }
        }
        return locations;
    }

    /** Loads classes of the built service, and libraries whose types its settings use. */
    private static URL[] classPath(Path target) throws IOException {
        try (var libraries = Files.list(target.resolve(LIBRARIES))) {
            var urls = new ArrayList<URL>();
            urls.add(target.resolve("classes").toUri().toURL());
            for (var library : libraries.toList()) {
                urls.add(library.toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
