package io.footfall.dashboard;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Keeps what is on the way to somebody who does not read small: the kernel would take megabytes for
 * each connection before this service noticed.
 */
@Singleton
final class StreamOptions implements HttpServerOptionsCustomizer {
    private static final int SEND_BUFFER = 128 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(SEND_BUFFER);
    }
}
