package io.footfall.processor.serving.influxdb;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows with readiness whether InfluxDB stores points. It is always up: windows, dashboard and alerts work without
 * InfluxDB, and neither a restart nor fewer replicas would help.
 */
@Readiness
@Singleton
final class InfluxReadiness implements HealthCheck {
    private final InfluxOutage outage;

    InfluxReadiness(InfluxOutage outage) {
        this.outage = outage;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("InfluxDB")
                .up()
                .withData("url", outage.address())
                .withData("bucket", outage.bucket())
                .withData("points_waiting", outage.points())
                .withData("oldest_seconds", outage.oldestSeconds());
        return outage.points() == 0
                ? response.build()
                : response.withData("waiting_seconds", outage.seconds())
                        .withData("reason", outage.reason())
                        .build();
    }
}
