package io.footfall.dashboard;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory of a client that does not read. The send buffer is small, because the kernel would otherwise buffer
 * megabytes for each connection. A connection that has been idle for the resume window is closed: only the idle timeout
 * can do that, because every other way to close a connection waits until the client has read everything.
 */
@Singleton
final class DashboardServerOptions implements HttpServerOptionsCustomizer {
    private static final int SEND_BUFFER = 128 * 1024;

    private final DashboardConfig config;

    DashboardServerOptions(DashboardConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(SEND_BUFFER)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.resumeWindow().toMillis());
    }
}
