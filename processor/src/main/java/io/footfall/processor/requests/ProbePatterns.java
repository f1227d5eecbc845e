package io.footfall.processor.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of files that only scanners ask for. The list is kept by hand; a setting can take its place. */
public final class ProbePatterns {
    private static final String KEPT_BY_HAND = "probes.txt";

    private ProbePatterns() {}

    /** The patterns that this build contains. */
    public static List<String> kept() {
        try (var content = ProbePatterns.class.getResourceAsStream(KEPT_BY_HAND);
                var lines = new BufferedReader(new InputStreamReader(content, UTF_8))) {
            return patterns(lines.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> patterns(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
