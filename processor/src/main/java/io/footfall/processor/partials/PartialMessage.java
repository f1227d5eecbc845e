package io.footfall.processor.partials;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A message to the merge about one partition of {@code clicks}, as JSON. All numbers are absolute: a newer message of the
 * same kind, about the same window if it is about one, replaces the older one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WindowPart.class, name = "window"),
    @JsonSubTypes.Type(value = WatermarkAdvance.class, name = "watermark"),
    @JsonSubTypes.Type(value = ProcessedCountsPart.class, name = "processed"),
    @JsonSubTypes.Type(value = StoredCountsPart.class, name = "stored")
})
public sealed interface PartialMessage permits WindowPart, WatermarkAdvance, ProcessedCountsPart, StoredCountsPart {
    /** Number of the partition of {@code clicks}. */
    int partition();

    /** Key of the record, for people who read the topic. */
    String key();
}
