package io.footfall.events.topics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that cannot be serving versions, because names would have two meanings: {@code alerts-decisions} would be the
 * alerts of the version {@code decisions}, too.
 */
final class ReservedWords {
    /** Words of the processor's state stores, whose topics Kafka Streams names, and what people call the empty version. */
    private static final List<String> OTHERS =
            List.of("processed", "merged", "partial", "changelog", "repartition", "unversioned");

    private static final Set<String> ALL = all(new Topics(""));

    private ReservedWords() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }

    private static Set<String> all(Topics topics) {
        var groups = new ConsumerGroups(topics);
        return Stream.of(
                        topics.all(1).stream().map(Topic::name),
                        groups.withFixedNames().stream(),
                        groups.dashboards().stream(),
                        OTHERS.stream())
                .flatMap(names -> names)
                .flatMap(name -> Stream.of(name.split("-")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
