package io.footfall.benchmarks.store;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/** Answers 204 to every request, as InfluxDB does when it has stored points, and does nothing with what it reads. */
public final class NoOpStore extends AbstractVerticle {
    private static final int STORED = 204;

    private final int port;

    private NoOpStore(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        Vertx.vertx()
                .deployVerticle(new NoOpStore(Integer.parseInt(arguments[0])))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.endHandler(
                                end -> request.response().setStatusCode(STORED).end())
                        .resume())
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
