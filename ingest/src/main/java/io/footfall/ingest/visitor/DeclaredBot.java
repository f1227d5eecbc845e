package io.footfall.ingest.visitor;

import java.util.Optional;

/**
 * The bot that a sender says it is in the query parameter {@code bot}: the tracker knows of a browser that a program
 * drives, whose user agent is that of a person. As untrusted as a user agent.
 */
public final class DeclaredBot {
    private static final String PARAMETER = "bot";

    private DeclaredBot() {}

    /**
     * The bot's name in printable ASCII, as long as {@link BotDetector}'s; empty without the parameter.
     *
     * @param query of the request, or null
     * @throws IllegalArgumentException if the parameter is not percent-encoded correctly; the message is for the sender
     */
    public static Optional<String> name(String query) {
        return QueryParameter.find(query, PARAMETER).map(DeclaredBot::printable);
    }

    private static String printable(String value) {
        var name = new StringBuilder(BotDetector.LONGEST_NAME);
        for (int i = 0; i < value.length() && name.length() < BotDetector.LONGEST_NAME; i++) {
            if (value.charAt(i) > ' ' && value.charAt(i) <= '~') {
                name.append(value.charAt(i));
            }
        }
        return name.isEmpty() ? BotDetector.UNNAMED : name.toString();
    }
}
