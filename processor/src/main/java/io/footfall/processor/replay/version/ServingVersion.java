package io.footfall.processor.replay.version;

import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;

/**
 * A serving version by the name that people use.
 *
 * @param name the version, or {@value #UNVERSIONED} for the one without a suffix
 */
public record ServingVersion(String name, Topics topics) {
    /** An empty name could be written neither in a path nor in an environment variable. */
    public static final String UNVERSIONED = "unversioned";

    /** The version of {@code footfall.serving-version}, which is empty for the one without a suffix. */
    public static ServingVersion of(String setting) {
        return new ServingVersion(setting.isEmpty() ? UNVERSIONED : setting, new Topics(setting));
    }

    /**
     * The version with the name that a person has given.
     *
     * @throws IllegalArgumentException if this cannot be a version
     */
    public static ServingVersion named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name a version, or " + UNVERSIONED);
        }
        return of(name.equals(UNVERSIONED) ? "" : name);
    }

    public ConsumerGroups groups() {
        return new ConsumerGroups(topics);
    }
}
