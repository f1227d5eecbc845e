package io.footfall.events.settings;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Explains in a line why a service cannot start, if it is because of a setting. */
final class StartFailure {
    private static final Pattern SETTING = Pattern.compile(
            "(?<![\\w.])(footfall|kafka|kafka-streams|influxdb|smtp|quarkus|mp|bootstrap)\\.[a-z].*", Pattern.DOTALL);
    /** Codes of SmallRye Config and names of exceptions before a message. */
    private static final Pattern NOISE = Pattern.compile("SRCFG\\d+: |The config property |\\b[\\w.]+Exception: ");

    private StartFailure() {}

    /** A line for each setting that is the cause; none if something else is. */
    static List<String> lines(Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        for (var cause : causes) {
            if (cause instanceof ConfigValidationException invalid) {
                return IntStream.range(0, invalid.getProblemCount())
                        .mapToObj(at -> line(invalid.getProblem(at).getMessage()))
                        .toList();
            }
            if (cause instanceof QuarkusBindException taken) {
                return List.of(
                        "port %s is in use (quarkus.http.port, quarkus.management.port)".formatted(taken.getPort()));
            }
        }
        return causes.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && SETTING.matcher(message).find())
                .reduce((wrapper, cause) -> cause)
                .map(message -> List.of(line(message)))
                .orElse(List.of());
    }

    private static String line(String message) {
        return NOISE.matcher(message)
                .replaceAll("")
                .replace("with the config value", "with the value")
                .replace("threw an Exception whilst being converted", "cannot be used:")
                .replaceFirst(" in .+ does not map to any root", " is not a setting")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
