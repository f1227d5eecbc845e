package io.footfall.processor;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The processor must not start. The message says why and what to do; Quarkus prints it without a stack trace. */
final class StartRefusedException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    StartRefusedException(String message) {
        super(message);
    }

    /** Finds the refusal among the causes of a failure of Kafka Streams. */
    static StartRefusedException in(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refusal) {
                return refusal;
            }
            if (cause instanceof AuthorizationException) {
                return new StartRefusedException(
                        "its user of Kafka lacks rights (kafka.sasl.jaas.config), see docs/deploy.md: "
                                + cause.getMessage());
            }
        }
        return null;
    }
}
