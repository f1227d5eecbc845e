package io.footfall.events.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with one existing topic. */
final class TopicRules {
    static final String MAX_BYTES = "max.message.bytes";
    private static final String POLICY = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";
    private static final String TIMESTAMPS = "message.timestamp.type";
    private static final String UNLIMITED = "-1";

    private final Topic wanted;
    private final int partitions;
    private final Map<String, Setting> found;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * A setting that a topic has.
     *
     * @param isOwn whether somebody has set it for this topic; otherwise it is the broker's default
     */
    record Setting(String value, boolean isOwn) {}

    /**
     * Compares a topic with its definition.
     *
     * @param partitions its number; if the definition has one, one is needed, and other numbers are not checked
     * @param found its settings, by name
     */
    TopicRules(Topic wanted, int partitions, Map<String, Setting> found) {
        this.wanted = wanted;
        this.partitions = partitions;
        this.found = found;
        checkPartitions();
        checkPolicy();
        checkRetention();
        checkSize();
        checkTimestamps();
    }

    List<String> errors() {
        return errors;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Some services that speak Kafka's protocol do not show every setting. */
    private boolean has(String setting) {
        return found.containsKey(setting);
    }

    private void checkPartitions() {
        if (wanted.partitions() == 1 && partitions > 1) {
            errors.add("Topic %s has %d partitions, but needs 1: delete it, and it is created again"
                    .formatted(wanted.name(), partitions));
        }
    }

    private void checkPolicy() {
        var policy = wanted.settings().get(POLICY);
        if (has(POLICY) && !policies(policy).equals(policies(found.get(POLICY).value()))) {
            errors.add(problem(POLICY, policy, "records would be deleted that are needed"));
        }
    }

    private static Set<String> policies(String setting) {
        return Set.copyOf(List.of(setting.replace(" ", "").split(",")));
    }

    /** An operator may want to keep less. The default of a broker shows that somebody else has created the topic. */
    private void checkRetention() {
        var age = wanted.settings().get(RETENTION);
        if (age != null && has(RETENTION) && isLess(found.get(RETENTION).value(), age)) {
            addRetention(RETENTION, age);
        }
        if (UNLIMITED.equals(age)
                && has(RETENTION_BYTES)
                && isLess(found.get(RETENTION_BYTES).value(), UNLIMITED)) {
            addRetention(RETENTION_BYTES, UNLIMITED);
        }
    }

    private void addRetention(String setting, String wish) {
        var isForever = wish.equals(UNLIMITED);
        var isFatal = isForever && !found.get(setting).isOwn();
        var list = isFatal ? errors : warnings;
        list.add(problem(
                setting,
                wish,
                isFatal
                        ? "the broker's default would delete clicks. Set this, or the value that you want, for the topic itself"
                        : "older records are deleted earlier"));
    }

    private static boolean isLess(String value, String wish) {
        return !value.equals(UNLIMITED) && (wish.equals(UNLIMITED) || Long.parseLong(value) < Long.parseLong(wish));
    }

    private void checkSize() {
        var bytes = wanted.settings().get(MAX_BYTES);
        if (bytes != null && has(MAX_BYTES) && isLess(found.get(MAX_BYTES).value(), bytes)) {
            errors.add(problem(MAX_BYTES, bytes, "larger records would stop the processor"));
        }
    }

    private void checkTimestamps() {
        var type = wanted.settings().get(TIMESTAMPS);
        if (type != null
                && has(TIMESTAMPS)
                && !type.equals(found.get(TIMESTAMPS).value())) {
            warnings.add(problem(TIMESTAMPS, type, "records of replayed clicks would be deleted at once"));
        }
    }

    private String problem(String setting, String value, String consequence) {
        return "Topic %s has %s=%s, but needs %s: %s"
                .formatted(wanted.name(), setting, found.get(setting).value(), value, consequence);
    }
}
