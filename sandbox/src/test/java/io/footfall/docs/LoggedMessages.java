package io.footfall.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings and errors that the source code of the services logs. */
final class LoggedMessages {
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern CALL =
            Pattern.compile("\\b(?:LOG|Log)\\.(?:warn|error|fatal)f?\\([^\";]*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern VARIABLE = Pattern.compile("%[-,.\\d]*[a-z]|\\\\.");
    private static final int SHORTEST_PART = 6;

    private LoggedMessages() {}

    /**
     * A message as it stands in the code.
     *
     * @param fixedParts what stands before, between and behind its variable parts
     */
    record Message(String text, List<String> fixedParts) {
        static Message of(String text) {
            return new Message(
                    text,
                    VARIABLE.splitAsStream(text)
                            .map(String::strip)
                            .filter(part -> part.length() >= SHORTEST_PART)
                            .toList());
        }
    }

    static List<Message> ofServices() {
        return ProjectFiles.productionModules().stream()
                .map(module -> module.resolve(Path.of("src", "main", "java")))
                .flatMap(sources -> ProjectFiles.below(sources, ".java"))
                .flatMap(LoggedMessages::of)
                .filter(message -> !message.fixedParts().isEmpty())
                .toList();
    }

    private static Stream<Message> of(Path source) {
        var text = CONCATENATION.matcher(ProjectFiles.text(source)).replaceAll("");
        return CALL.matcher(text).results().map(call -> Message.of(call.group(1)));
    }
}
