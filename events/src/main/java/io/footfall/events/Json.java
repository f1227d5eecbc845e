package io.footfall.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.footfall.events.text.UnicodeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Reads and writes windows and alerts as JSON: snake_case, times as {@link EventTime}, unknown fields ignored. */
public final class Json {
    public static final ObjectMapper MAPPER = configure(new JsonMapper(factory()));

    private Json() {}

    /** A factory for JSON whose field names are untrusted: it does not cache names. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Gives a mapper the conventions of the topics; HTTP APIs use the same. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        return mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .registerModule(new SimpleModule("footfall")
                        .addSerializer(new InstantWriter())
                        .addSerializer(new TextWriter())
                        .addDeserializer(Instant.class, new InstantReader()));
    }

    /** The value of a record. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads the value of a record.
     *
     * @throws UncheckedIOException if the bytes are not a {@code type}; on derived topics that is a fault of the system,
     *     not of a visitor
     */
    public static <T> T read(byte[] value, Class<T> type) {
        try {
            return MAPPER.readValue(value, type);
        } catch (IOException e) {
            throw new UncheckedIOException("not a " + type.getSimpleName(), e);
        }
    }

    /** Jackson would write half of a surrogate pair as an escape, and strict readers refuse the whole record. */
    private static final class TextWriter extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        TextWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(UnicodeText.wellFormed(value));
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(EventTime.format(value));
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }
}
