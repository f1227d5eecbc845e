package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bots that nothing in their user agent gives away but their name. An entry is the beginning of a word of the user
 * agent, in any case; {@code RuxitSynthetic} has two words. One pass over the user agent, without allocation.
 */
final class KnownBots {
    /** Shorter entries would match too much. */
    static final int SHORTEST_ENTRY = 5;

    private static final String GENERATED = "known-bots.txt";
    private static final String KEPT_BY_HAND = "more-bots.txt";

    private static final int BUCKETS = 1 << 12;
    private static final int HASHED = 3;
    private static final String[] NONE = {};

    private final String[][] entriesByHash = new String[BUCKETS][];

    KnownBots(List<String> entries) {
        Arrays.fill(entriesByHash, NONE);
        for (var entry : entries) {
            if (entry.length() < SHORTEST_ENTRY) {
                throw new IllegalArgumentException("\"" + entry + "\" is too short to identify a bot");
            }
            var bucket = bucket(entry, 0);
            entriesByHash[bucket] = Stream.concat(Arrays.stream(entriesByHash[bucket]), Stream.of(entry))
                    .toArray(String[]::new);
        }
    }

    /** The entries that this build contains. */
    static KnownBots load() {
        return new KnownBots(Stream.of(GENERATED, KEPT_BY_HAND)
                .flatMap(file -> entries(file).stream())
                .toList());
    }

    private static List<String> entries(String file) {
        try (var content = KnownBots.class.getResourceAsStream(file);
                var lines = new BufferedReader(new InputStreamReader(content, UTF_8))) {
            return entries(lines.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> entries(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /** Where a bot's name is in a user agent. */
    Optional<Found> find(String userAgent) {
        for (var i = 0; i <= userAgent.length() - HASHED; i++) {
            if (isStartOfWord(userAgent, i)) {
                for (var entry : entriesByHash[bucket(userAgent, i)]) {
                    if (userAgent.regionMatches(true, i, entry, 0, entry.length())) {
                        return Optional.of(new Found(entry, i));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isStartOfWord(String text, int at) {
        if (at == 0) {
            return true;
        }
        var before = text.charAt(at - 1);
        return !isLetterOrDigit(before) || (isUpperCase(text.charAt(at)) && !isUpperCase(before));
    }

    private static int bucket(String text, int at) {
        var hash = 0;
        for (var i = at; i < at + HASHED; i++) {
            hash = 31 * hash + lowerCase(text.charAt(i));
        }
        return hash & (BUCKETS - 1);
    }

    private static int lowerCase(char letter) {
        return isUpperCase(letter) ? letter + ('a' - 'A') : letter;
    }

    private static boolean isUpperCase(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean isLetterOrDigit(char letter) {
        return (letter >= 'a' && letter <= 'z') || isUpperCase(letter) || (letter >= '0' && letter <= '9');
    }

    record Found(String entry, int at) {}
}
