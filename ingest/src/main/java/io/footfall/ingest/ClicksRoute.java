package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.body.BodyLimits;
import io.footfall.ingest.body.ClickBody;
import io.footfall.ingest.body.ClickSplitter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * {@code POST /clicks}: receives one click or an array of clicks, and responds once Kafka has acknowledged all of them.
 * Clicks are written byte for byte as they were sent. An array is written as a whole or rejected as a whole.
 *
 * <p>A Vert.x route, because the filters of a REST resource cost more than everything that is done here. Documented in
 * {@code openapi.yaml}.
 */
@Singleton
final class ClicksRoute {
    private static final Logger LOG = Logger.getLogger(ClicksRoute.class);
    /** The router tries its routes in order, and most requests are for this one. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final CrossOrigin crossOrigin;
    private final SenderResolver senders;
    private final RequestBodyReader bodies;
    private final ClickSplitter splitter;
    private final ClientRate rate;
    private final ClickProducer producer;
    private final IngestMetrics metrics;

    ClicksRoute(
            CrossOrigin crossOrigin,
            SenderResolver senders,
            RequestBodyReader bodies,
            ClientRate rate,
            ClickProducer producer,
            IngestMetrics metrics,
            IngestConfig config) {
        this.crossOrigin = crossOrigin;
        this.senders = senders;
        this.bodies = bodies;
        this.rate = rate;
        this.producer = producer;
        this.metrics = metrics;
        this.splitter = new ClickSplitter(new BodyLimits(
                config.maxClickSize(),
                config.maxBodySize(),
                config.maxClicks(),
                config.maxJsonDepth(),
                config.maxNumberLength()));
    }

    void register(@Observes Router router) {
        router.options("/clicks").handler(crossOrigin::preflight);
        router.post("/clicks").order(FIRST).handler(this::post);
        // No other route reads bodies: they are discarded, otherwise their connections would stay blocked.
        router.route().order(FIRST + 1).handler(routing -> {
            routing.request().resume();
            routing.next();
        });
        router.route("/clicks").handler(routing -> Responses.methodNotAllowed(routing.response(), "OPTIONS, POST"));
    }

    private void post(RoutingContext routing) {
        var request = routing.request();
        var response = routing.response();
        var context = Vertx.currentContext();
        crossOrigin
                .admit(request)
                .map(senders::resolve)
                .chain(sender -> bodies.read(request, sender).chain(body -> write(sender, body)))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(done -> Responses.success(response), failure -> fail(request, response, failure));
    }

    private Uni<Void> write(Sender sender, byte[] body) {
        var clicks = split(body);
        // The body has been charged already, before it was parsed.
        rate.charge(sender, clicks.size() - ClientRate.clicks(body.length));
        return producer.write(sender, clicks);
    }

    private List<byte[]> split(byte[] body) {
        var received = splitter.split(body);
        if (received instanceof ClickBody.Malformed malformed) {
            throw new RejectedRequest(Reason.MALFORMED, malformed.message());
        }
        if (received instanceof ClickBody.TooLarge tooLarge) {
            throw new RejectedRequest(Reason.TOO_LARGE, tooLarge.message());
        }
        return ((ClickBody.Clicks) received).clicks();
    }

    private void fail(HttpServerRequest request, HttpServerResponse response, Throwable failure) {
        if (failure instanceof RejectedRequest rejection) {
            metrics.rejected(rejection.reason());
            LOG.debugf("Rejected a request: %s", rejection.getMessage());
            Responses.closeAfterBody(request);
            Responses.rejected(response, rejection);
        } else {
            LOG.error("Request " + request.path() + " failed", failure);
            Responses.failed(response);
        }
    }
}
