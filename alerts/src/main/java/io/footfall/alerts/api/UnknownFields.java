package io.footfall.alerts.api;

import io.footfall.events.text.SingleLine;
import jakarta.ws.rs.BadRequestException;
import java.util.Map;

/** Rejects requests with unknown fields: a misspelt field would change what the request means. */
final class UnknownFields {
    private static final int MAX_MESSAGE = 200;

    private UnknownFields() {}

    static void reject(Map<String, Object> fields) {
        if (fields != null && !fields.isEmpty()) {
            throw new BadRequestException(
                    SingleLine.of("no such field: " + fields.keySet().iterator().next(), MAX_MESSAGE));
        }
    }
}
