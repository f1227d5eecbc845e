package io.footfall.events.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds environment variables and properties that look like settings of Footfall but are not. They have no effect, so
 * that nobody would notice a misspelt one. Services share their environment: the settings of all services are known.
 */
final class UnknownSettings {
    private static final String FILE_LOCATIONS = "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS";
    private static final String LOCATIONS = "SMALLRYE_CONFIG_LOCATIONS";
    private static final String KNOWN = "known-settings.txt";
    private static final String VARIABLE_PREFIX = "FOOTFALL_";
    private static final Pattern OURS = Pattern.compile("footfall\\..+|" + VARIABLE_PREFIX + ".+");
    /** Kubernetes sets such variables for each of its services, and the build server one for tests. */
    private static final Pattern NOT_OF_USERS =
            Pattern.compile(".+_SERVICE_(HOST|PORT.*)|FOOTFALL_TESTS_.+|.+_PORT(_\\d+_.+)?");

    private final SettingNames properties;
    private final SettingNames variables;

    UnknownSettings() {
        var keys = knownKeys();
        properties = SettingNames.ofProperties(keys);
        variables = SettingNames.ofVariables(keys);
    }

    private static List<String> knownKeys() {
        try (var file = UnknownSettings.class.getResourceAsStream(KNOWN);
                var lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each unknown name among those of all variables, system properties and files of settings. */
    List<String> given() {
        var names = new TreeSet<>(System.getenv().keySet());
        names.addAll(System.getProperties().stringPropertyNames());
        for (var directory : System.getenv().getOrDefault(FILE_LOCATIONS, "").split(",", -1)) {
            var files = new File(directory).list();
            names.addAll(files == null ? List.of() : List.of(files));
        }
        names.addAll(inFiles(System.getenv().getOrDefault(LOCATIONS, "")));
        return among(names);
    }

    /** Names in the files of properties that exist among these locations, which commas separate. */
    static Set<String> inFiles(String locations) {
        var properties = new Properties();
        for (var location : locations.split(",", -1)) {
            var file = new File(location.strip());
            if (file.isFile()) {
                try (var lines = Files.newBufferedReader(file.toPath())) {
                    properties.load(lines);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return properties.stringPropertyNames();
    }

    /** Each unknown name among these, with the known one that was probably meant. */
    List<String> among(Collection<String> names) {
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> OURS.matcher(name).matches()
                                && !NOT_OF_USERS.matcher(name).matches()
                                && !notation(name).contains(name))
                        .map(name -> notation(name)
                                .nearest(name)
                                .map(known -> name + " (did you mean " + known + "?)")
                                .orElse(name))
                        .toList();
    }

    private SettingNames notation(String name) {
        return name.startsWith(VARIABLE_PREFIX) ? variables : properties;
    }
}
