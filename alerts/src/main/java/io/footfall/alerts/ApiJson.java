package io.footfall.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.events.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Gives the API the JSON conventions of the topics. */
@Singleton
final class ApiJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }

    /** After Quarkus's own customizers, which would replace the format of times. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
