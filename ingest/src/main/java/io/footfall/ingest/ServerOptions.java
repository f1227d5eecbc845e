package io.footfall.ingest;

import io.footfall.ingest.Refused.Reason;
import io.footfall.ingest.connection.SlowSenders;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Readies the server for senders that are slow on purpose, before it opens its port. */
@Singleton
final class ServerOptions implements HttpServerOptionsCustomizer {
    private final IngestConfig config;
    private final Metrics metrics;

    ServerOptions(IngestConfig config, Metrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        SlowSenders.cutAfter(config.requestTimeout(), () -> metrics.refused(Reason.SLOW));
    }
}
