package io.footfall.alerts;

import io.footfall.alerts.rules.PlainLine;
import jakarta.ws.rs.BadRequestException;
import java.util.Map;

/** Fields that a request should not have. */
final class Unknown {
    private static final int LONGEST_NAME = 200;

    private Unknown() {}

    static void refuse(Map<String, Object> fields) {
        if (fields != null && !fields.isEmpty()) {
            throw new BadRequestException(
                    PlainLine.of("no such field: " + fields.keySet().iterator().next(), LONGEST_NAME));
        }
    }
}
