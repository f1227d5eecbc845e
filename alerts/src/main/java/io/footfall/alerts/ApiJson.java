package io.footfall.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.footfall.events.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the API the JSON conventions of the topics. Values of another type than documented are refused, not converted. */
@Singleton
final class ApiJson implements ObjectMapperCustomizer {
    private static final List<CoercionInputShape> CONVERTED = List.of(
            CoercionInputShape.Boolean,
            CoercionInputShape.Integer,
            CoercionInputShape.Float,
            CoercionInputShape.String,
            CoercionInputShape.EmptyString);

    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
        for (var type : List.of(
                LogicalType.Textual, LogicalType.Boolean, LogicalType.Integer, LogicalType.Float, LogicalType.Enum)) {
            var coercion = mapper.coercionConfigFor(type);
            for (var value : CONVERTED) {
                coercion.setCoercion(value, CoercionAction.Fail);
            }
        }
        // A whole number is a number, too, and a word one of an enumeration.
        mapper.coercionConfigFor(LogicalType.Float).setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert);
        mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
    }

    /** After Quarkus's own customizers, which would replace the format of times. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
