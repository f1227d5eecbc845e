package io.footfall.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.events.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** The API's mapper in; one that speaks the topics' language out. */
@Singleton
final class JsonConfig implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }

    /** After the framework, whose own way with times would win otherwise. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
