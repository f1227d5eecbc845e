package io.footfall.dashboard;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what somebody costs who does not read. What is on the way to him is small: the kernel would
 * take megabytes for each connection before this service noticed. And after a while he is cut off, which
 * only the idle timeout can do: whatever else closes a connection first waits until all has been read.
 */
@Singleton
final class StreamOptions implements HttpServerOptionsCustomizer {
    private static final int SEND_BUFFER = 128 * 1024;

    private final DashboardConfig config;

    StreamOptions(DashboardConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(SEND_BUFFER)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.resumeWithin().toMillis());
    }
}
