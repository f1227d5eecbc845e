package io.footfall.sandbox;

import java.util.Map;
import java.util.Optional;

/** Environment variables of the sandbox: servers to use instead of its own, and the serving version. */
record Environment(Map<String, String> variables) {
    static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    static final String STORE = "INFLUXDB_URL";
    static final String MAIL = "SMTP_HOST";
    static final String SERVING_VERSION = "FOOTFALL_SERVING_VERSION";
    static final String MAX_BEHIND = "FOOTFALL_PROCESSOR_MAX_BEHIND";
    /** A hundred years: the sandbox counts recorded clicks at the times that they had. */
    static final String ANY_AGE = "P36500D";

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> kafka() {
        return value(KAFKA);
    }

    Optional<String> store() {
        return value(STORE);
    }

    Optional<String> mail() {
        return value(MAIL);
    }

    String servingVersion() {
        return value(SERVING_VERSION).orElse("");
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
