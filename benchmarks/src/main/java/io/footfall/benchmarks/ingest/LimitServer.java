package io.footfall.benchmarks.ingest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The limit: {@code POST /clicks} on a plain Vert.x route that reads the body, does nothing with it and answers 200. What
 * ingest needs beyond it is the cost of ingest's own work.
 */
public final class LimitServer extends AbstractVerticle {
    private final int port;

    private LimitServer(int port) {
        this.port = port;
    }

    /** One server an event loop, all on the same port, as in Quarkus. */
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var loops = new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
        Vertx.vertx().deployVerticle(() -> new LimitServer(port), loops).onFailure(failure -> {
            System.err.println(failure);
            System.exit(1);
        });
    }

    @Override
    public void start(Promise<Void> started) {
        var router = Router.router(vertx);
        router.post("/clicks").handler(BodyHandler.create(false)).handler(context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .end("{\"success\":true}"));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(router)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
