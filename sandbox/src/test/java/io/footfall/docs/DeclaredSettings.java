package io.footfall.docs;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings that the services declare: in {@code @ConfigMapping} interfaces, in {@code @ConfigProperty}
 * parameters and in their {@code application.properties}. Read from class files, so that no service has to be loaded.
 */
final class DeclaredSettings {
    static final String NONE = "none";
    static final String REQUIRED = "required";

    private static final String MAPPINGS = "io.smallrye.config.";
    private static final String CONFIG_PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";
    /** Computed from the serving version; nobody sets them. */
    private static final Pattern COMPUTED = Pattern.compile("footfall\\.(topic\\..*|group\\..*|serving-suffix)");

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Set<String> CONTAINERS =
            Set.of(Optional.class.getName(), List.class.getName(), Set.class.getName());
    private static final Set<String> OPTIONAL = Set.of(
            Optional.class.getName(), "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    private final Map<String, Setting> settings = new TreeMap<>();

    /**
     * A setting as the code declares it.
     *
     * @param key its name, with {@code NAME} for the key of a map
     * @param defaultValue as it is written in the code, {@value #NONE} or {@value #REQUIRED}
     * @param type of a single value, null if only a properties file declares it
     */
    record Setting(String key, String defaultValue, JavaClass type) {
        boolean isDuration() {
            return type != null && type.isEquivalentTo(Duration.class);
        }

        boolean isBoolean() {
            return type != null && type.getName().equals("boolean");
        }

        /** Names of an enum's constants, or nothing. */
        List<String> constants() {
            return type == null || !type.isEnum()
                    ? List.of()
                    : type.getFields().stream()
                            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                                    && field.getRawType().equals(type))
                            .map(field -> field.getName())
                            .toList();
        }
    }

    private DeclaredSettings() {
        var all = new ArrayList<JavaClasses>();
        for (var module : ProjectFiles.productionModules()) {
            var classes = new ClassFileImporter().importPath(module.resolve(Path.of("target", "classes")));
            var file = properties(module);
            addMapped(classes, file);
            addFromFile(file);
            all.add(classes);
        }
        // At last: the default of an injected setting may stand in the file of another module.
        all.forEach(this::addInjected);
    }

    static Map<String, Setting> byKey() {
        return new DeclaredSettings().settings;
    }

    private void addMapped(JavaClasses classes, Properties file) {
        classes.stream()
                .filter(type -> annotation(type, MAPPINGS + "ConfigMapping").isPresent())
                .forEach(type -> addAll(
                        value(annotation(type, MAPPINGS + "ConfigMapping").get(), "prefix"), type, file));
    }

    private void addAll(String prefix, JavaClass mapping, Properties file) {
        mapping.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .forEach(method -> add(key(prefix, method), method, file));
    }

    private static String key(String prefix, JavaMethod method) {
        if (annotation(method, MAPPINGS + "WithParentName").isPresent()) {
            return prefix;
        }
        var name = annotation(method, MAPPINGS + "WithName")
                .map(found -> value(found, "value"))
                .orElseGet(
                        () -> HUMP.matcher(method.getName()).replaceAll("$1-$2").toLowerCase(Locale.ROOT));
        return prefix + "." + name;
    }

    private void add(String key, JavaMethod method, Properties file) {
        var type = method.getReturnType();
        var isMap = method.getRawReturnType().isEquivalentTo(Map.class);
        var single = single(type);
        var wholeKey = isMap ? key + ".NAME" : key;
        if (isGroup(single)) {
            addAll(wholeKey, single, file);
            return;
        }
        var isOptional = isMap || OPTIONAL.contains(method.getRawReturnType().getName());
        var declared = annotation(method, MAPPINGS + "WithDefault")
                .map(found -> value(found, "value"))
                .orElse(isOptional ? NONE : REQUIRED);
        put(new Setting(wholeKey, file.getProperty(key, declared), single));
    }

    /** The type of one value of a map, list or optional. */
    private static JavaClass single(JavaType type) {
        if (type instanceof JavaParameterizedType container) {
            var arguments = container.getActualTypeArguments();
            return single(arguments.get(arguments.size() - 1));
        }
        return type.toErasure();
    }

    private static boolean isGroup(JavaClass type) {
        return type.isInterface()
                && type.getPackageName().startsWith("io.footfall")
                && !CONTAINERS.contains(type.getName());
    }

    private void addFromFile(Properties file) {
        file.stringPropertyNames().stream()
                .filter(key -> key.startsWith("footfall.") && !settings.containsKey(key))
                .forEach(key ->
                        put(new Setting(key, file.getProperty(key).isEmpty() ? NONE : file.getProperty(key), null)));
    }

    private void addInjected(JavaClasses classes) {
        classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getParameters().stream())
                .flatMap(parameter -> parameter.getAnnotations().stream())
                .filter(annotation -> annotation.getRawType().getName().equals(CONFIG_PROPERTY))
                .map(annotation -> value(annotation, "name"))
                .filter(key ->
                        key.startsWith("footfall.") && !COMPUTED.matcher(key).matches())
                .forEach(key -> settings.putIfAbsent(key, new Setting(key, REQUIRED, null)));
    }

    private void put(Setting setting) {
        var other = settings.put(setting.key(), setting);
        if (other != null && !other.defaultValue().equals(setting.defaultValue())) {
            throw new IllegalStateException("two defaults of " + setting.key());
        }
    }

    private static Properties properties(Path module) {
        var properties = new Properties();
        var file = module.resolve(Path.of("src", "main", "resources", "application.properties"));
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    private static Optional<JavaAnnotation<?>> annotation(HasAnnotations<?> element, String type) {
        return element.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().getName().equals(type))
                .<JavaAnnotation<?>>map(annotation -> annotation)
                .findFirst();
    }

    private static String value(JavaAnnotation<?> annotation, String property) {
        return annotation
                .tryGetExplicitlyDeclaredProperty(property)
                .map(Object::toString)
                .orElse("");
    }
}
