package io.footfall.processor.replay;

import io.footfall.events.topics.Topics;

/**
 * One serving version as people name it, with everything that carries its suffix.
 *
 * @param name the version, or {@value #UNVERSIONED} for the layer without a suffix
 */
record Layer(String name, Topics topics) {
    /** An empty value can be said neither in a path nor in an environment variable. */
    static final String UNVERSIONED = "unversioned";

    /** The layer of {@code footfall.serving-version}, which is empty for the one without a suffix. */
    static Layer of(String servingVersion) {
        return new Layer(servingVersion.isEmpty() ? UNVERSIONED : servingVersion, new Topics(servingVersion));
    }

    /**
     * The layer that a person has named.
     *
     * @throws IllegalArgumentException if that cannot be a version
     */
    static Layer named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name a version, or " + UNVERSIONED);
        }
        return of(name.equals(UNVERSIONED) ? "" : name);
    }

    /** Of the topology, which is the name of its consumer group too. */
    String applicationId() {
        return "footfall-processor" + topics.suffix();
    }
}
