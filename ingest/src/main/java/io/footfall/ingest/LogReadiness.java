package io.footfall.ingest;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log has been found. */
@Readiness
final class LogReadiness implements HealthCheck {
    private final ClickLog log;

    LogReadiness(ClickLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("click log").status(log.isReady()).build();
    }
}
