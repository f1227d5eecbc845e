package io.footfall.events.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of all settings of all services in one notation, and the search for a misspelt one. In a known name
 * {@code NAME} stands for a name that the user chooses.
 *
 * @param known all names in this notation
 * @param separator between the words of a name
 */
record SettingNames(List<String> known, char separator) {
    private static final String CHOSEN = "NAME";
    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");
    /** At the end of a list's element: {@code [0]} in properties, {@code _0_} in variables. */
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$|_\\d+_$");

    private static final int MOST_WRONG_LETTERS = 2;

    static SettingNames ofProperties(List<String> keys) {
        return new SettingNames(keys, '.');
    }

    static SettingNames ofVariables(List<String> keys) {
        return new SettingNames(keys.stream().map(SettingNames::variable).toList(), '_');
    }

    private static String variable(String key) {
        return NOT_IN_VARIABLES.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    boolean contains(String name) {
        return candidates(name).anyMatch(withoutIndex(name)::equals);
    }

    /** The known name that differs in the fewest letters, if these are at most two. */
    Optional<String> nearest(String name) {
        return candidates(name)
                .filter(candidate -> distance(withoutIndex(name), candidate) <= MOST_WRONG_LETTERS)
                .min(Comparator.comparingInt(candidate -> distance(withoutIndex(name), candidate)));
    }

    private static String withoutIndex(String name) {
        return INDEX.matcher(name).replaceFirst("");
    }

    /** All known names; where the user chooses a part of it, with every part of the given name. */
    private Stream<String> candidates(String name) {
        return known.stream()
                .flatMap(key -> key.contains(CHOSEN)
                        ? parts(withoutIndex(name)).map(part -> key.replace(CHOSEN, part))
                        : Stream.of(key));
    }

    private Stream<String> parts(String name) {
        var ends = IntStream.rangeClosed(0, name.length())
                .filter(at -> at == name.length() || name.charAt(at) == separator)
                .boxed()
                .toList();
        return ends.stream()
                .flatMap(from -> ends.stream().filter(to -> to > from + 1).map(to -> name.substring(from + 1, to)));
    }

    /** The Levenshtein distance. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MOST_WRONG_LETTERS) {
            return Integer.MAX_VALUE;
        }
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (var at = 1; at <= one.length(); at++) {
            var diagonal = row[0];
            row[0] = at;
            for (var to = 1; to <= other.length(); to++) {
                var replaced = diagonal + (one.charAt(at - 1) == other.charAt(to - 1) ? 0 : 1);
                diagonal = row[to];
                row[to] = Math.min(replaced, 1 + Math.min(row[to], row[to - 1]));
            }
        }
        return row[other.length()];
    }
}
