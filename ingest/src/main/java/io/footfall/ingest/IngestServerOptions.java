package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.connection.RequestDeadlineInitializer;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Limits the time that a request may take to arrive, before the server opens its port. */
@Singleton
final class IngestServerOptions implements HttpServerOptionsCustomizer {
    private final IngestConfig config;
    private final IngestMetrics metrics;

    IngestServerOptions(IngestConfig config, IngestMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        RequestDeadlineInitializer.closeAfter(config.requestTimeout(), () -> metrics.rejected(Reason.SLOW));
    }
}
