package io.footfall.processor.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.footfall.events.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes state and internal messages as JSON, by their fields: their classes need no annotations. */
public final class StateJson {
    /** Other versions may have written other fields: unknown ones are ignored, missing ones keep their initial value. */
    private static final ObjectMapper MAPPER = new JsonMapper(Json.factory())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

    private StateJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("State cannot be written as JSON", e);
        }
    }

    public static <T> T read(byte[] value, Class<T> type) {
        try {
            return MAPPER.readValue(value, type);
        } catch (IOException e) {
            throw new UncheckedIOException("Saved state cannot be read as JSON", e);
        }
    }

    /** An object as part of a message that will be written by {@link #write}. */
    public static JsonNode part(Object value) {
        return MAPPER.getNodeFactory().pojoNode(value);
    }

    public static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("State cannot be read as JSON", e);
        }
    }
}
