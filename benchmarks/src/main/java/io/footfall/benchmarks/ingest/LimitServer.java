package io.footfall.benchmarks.ingest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The limit: {@code POST /clicks} on a bare Vert.x route, which reads the body, does nothing with it
 * and says that all went well. What ingest needs beyond it is what ingest's work costs.
 */
public final class LimitServer extends AbstractVerticle {
    private static final String TAKEN = new JsonObject().put("success", true).encode();

    private final int port;

    private LimitServer(int port) {
        this.port = port;
    }

    /** One server an event loop, all on the same port, as Quarkus has it. */
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
        router.post("/clicks").handler(BodyHandler.create(false)).handler(LimitServer::answer);
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(router)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void answer(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .end(TAKEN);
    }
}
