package io.footfall.testing;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Validates records of the topics, in any serving version, against the schemas of {@code docs/schemas}. */
public final class RecordSchemas {
    /** The schema of the values of each topic. Clicks are kept as they were received, valid or not. */
    public static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("requests", "request"),
            Map.entry("requests-suspicious", "request"),
            Map.entry("clicks-cleaned", "cleaned-click"),
            Map.entry("clicks-out-of-market", "cleaned-click"),
            Map.entry("clicks-calculated-forbidden", "forbidden-click"),
            Map.entry("clicks-calculated-ddos", "page-view-window"),
            Map.entry("clicks-calculated-traffic", "traffic-window"),
            Map.entry("clicks-accounting", "click-counts"),
            Map.entry("alerts", "alert"),
            Map.entry("alerts-notices", "notification"),
            Map.entry("alerts-undelivered", "dead-letter"),
            Map.entry("alerts-decisions", "operator-actions"));

    /** The part of the schema {@code record-headers} of each topic whose records have headers. */
    public static final Map<String, String> HEADERS = Map.of(
            "clicks", "clicks",
            "requests", "requests",
            "requests-suspicious", "suspicious",
            "clicks-cleaned", "cleaned",
            "clicks-out-of-market", "cleaned",
            "clicks-rejected", "rejected",
            "clicks-calculated-forbidden", "forbidden",
            "alerts-undelivered", "undelivered");

    /** Topics that no other program reads. */
    public static final Set<String> INTERNAL = Set.of("visitor-keys", "clicks-partial-totals", "clicks-merge-progress");

    private RecordSchemas() {}

    /**
     * Fails if a record is not valid.
     *
     * @param value null is valid: it deletes what the key had before
     * @param headers as text
     */
    public static void validate(String topic, byte[] value, Map<String, String> headers) {
        var name = unversioned(topic);
        if (value != null && VALUES.containsKey(name)) {
            Schemas.assertDescribed(VALUES.get(name), value);
        }
        if (HEADERS.containsKey(name)) {
            Schemas.assertValid("record-headers#/$defs/" + HEADERS.get(name), headers);
        }
    }

    /** {@code clicks-cleaned} of {@code clicks-cleaned-v2}; the name itself if it has no serving version. */
    private static String unversioned(String topic) {
        var names = new TreeSet<>(INTERNAL);
        names.addAll(VALUES.keySet());
        names.addAll(HEADERS.keySet());
        return names.stream()
                .filter(name -> topic.equals(name) || isVersionOf(topic, name))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("no topic of the system: " + topic));
    }

    private static boolean isVersionOf(String topic, String name) {
        return topic.startsWith(name + "-") && topic.indexOf('-', name.length() + 1) < 0;
    }
}
