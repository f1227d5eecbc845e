package io.footfall.processor;

import io.quarkus.runtime.configuration.ConfigurationException;

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
        }
        return null;
    }
}
