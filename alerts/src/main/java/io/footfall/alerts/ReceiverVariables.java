package io.footfall.alerts;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds environment variables of receivers that do not exist, so that none is missing without a word. */
final class ReceiverVariables {
    private static final String PREFIX = "FOOTFALL_ALERTS_RECEIVERS_";
    private static final Pattern VARIABLE = Pattern.compile(PREFIX
            + "(?<name>\\w+)_(?<key>TYPE|TO|FROM|URL|AUTHORIZATION|ALLOW_INSECURE|SECRETS|SEVERITY|RULES|RESOLVED)");

    private ReceiverVariables() {}

    /**
     * Checks that every variable belongs to a receiver.
     *
     * @param variables names of all environment variables
     * @param receivers names of the receivers that were found in all settings
     * @throws IllegalArgumentException if one does not
     */
    static void check(Collection<String> variables, Set<String> receivers) {
        var known = receivers.stream().map(ReceiverVariables::asVariable).collect(Collectors.toSet());
        for (var variable : variables) {
            var matcher = VARIABLE.matcher(variable);
            // A quoted name has a second underscore on both sides.
            if (matcher.matches() && !known.contains(matcher.group("name").replaceAll("^_|_$", ""))) {
                throw new IllegalArgumentException(
                        "%s sets up no receiver: in environment variables its name must be letters and digits, such as %s%s_%s"
                                .formatted(
                                        variable,
                                        PREFIX,
                                        matcher.group("name").replace("_", ""),
                                        matcher.group("key")));
            }
        }
    }

    private static String asVariable(String receiver) {
        return receiver.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
